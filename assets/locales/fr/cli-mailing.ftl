### Ligne de commande : courriels à plusieurs et modèles de lettres. Triée par clé.

cli-arg-attach = Fichier joint ; plusieurs sont possibles
cli-arg-body = Fichier du texte, ou - pour l'entrée standard
cli-arg-preview = Montrer les premiers courriels, sans rien envoyer
cli-arg-test-to = Envoyer seulement un essai à cette adresse, avec les valeurs du premier établissement
cli-label-empty = Champs vides
cli-mails-wait = Les courriels sont en attente : ils partent quand une console est ouverte, ou avec « intendant mail send ».
cli-placeholders = Champs de l'objet et du texte (doublez une accolade pour l'écrire telle quelle) :
cli-preview-no-address = (le contact n'a pas de courriel)

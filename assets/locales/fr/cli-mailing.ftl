### Ligne de commande : courriels à plusieurs et modèles de lettres. Triée par clé.

cli-arg-attach = Fichier joint ; plusieurs sont possibles
cli-arg-body = Fichier du texte, ou - pour l'entrée standard
cli-arg-preview = Montrer les premiers courriels, sans rien envoyer
cli-arg-template = Modèle de lettre à reprendre
cli-arg-template-body = Fichier du texte, ou - pour l'entrée standard ; champs, entre accolades : contact.prénom, contact.nom, contact.nom_complet, contact.courriel, établissement.nom, établissement.numéro, établissement.localisation, établissement.uai, zone.nom, zone.numéro, url, hébergeur.nom, hébergeur.expéditeur
cli-arg-template-name = Nom du modèle
cli-arg-test-to = Envoyer seulement un essai à cette adresse, avec les valeurs du premier établissement
cli-establishment-mail = Écrire un courriel aux contacts d'établissements
cli-label-empty = Champs vides
cli-mails-wait = Les courriels sont en attente : ils partent quand une console est ouverte, ou avec « intendant mail send ».
cli-placeholders = Champs de l'objet et du texte (doublez une accolade pour l'écrire telle quelle) :
cli-preview-no-address = (le contact n'a pas de courriel)
cli-template = Modèles de lettres
cli-template-add = Ajouter un modèle
cli-template-delete = Supprimer un modèle
cli-template-deleted = Le modèle « { $name } » est supprimé.
cli-template-edit = Modifier un modèle
cli-template-list = Lister les modèles
cli-template-saved = Le modèle « { $name } » est enregistré.

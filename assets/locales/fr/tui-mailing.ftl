### Écrans : écrire un courriel à plusieurs. Trié par clé.

action-establishment-mail = Écrire
hint-mailing-attach = Le nom d'un fichier ; par SSH, un nom du dossier d'échange.
hint-mailing-test = L'essai part avec les valeurs du premier établissement.
job-mails = Courriels : { $mails }
mailing-attach-button = Joindre
mailing-attach-title = Joindre un fichier
mailing-begun = Les courriels sont préparés ; les écrans « Traitements » et « Courriels » montrent la suite.
mailing-button = Préparer l'envoi
mailing-empty = Champs vides ici : { $names }
mailing-file-add = Joindre un fichier…
mailing-file-remove = Retirer { $name } ({ $size })
mailing-files = Pièces jointes : { $files }
mailing-files-title = Pièces jointes
mailing-keys = F2 champs · F3 relire · F4 essai · F5 pièces jointes · F6 modèles · F9 préparer l'envoi · Ctrl-_ défaire · Échap quitter (ou Ctrl-N, P, T, O, Y, G)
mailing-load-question = Ce qui est écrit sera remplacé par le modèle.
mailing-name-title = Nom du modèle
mailing-no-address = (le contact n'a pas de courriel : rien ne lui sera écrit)
mailing-page-gone = Cet établissement n'existe plus.
mailing-pages-keys = PgPréc PgSuiv page · un numéro puis Entrée · ↑ ↓ défiler · Échap revenir
mailing-pages-title = Courriel { $page } sur { $pages }
mailing-pages-typed = Page { $page } ▏ Entrée y aller · Échap
mailing-subject = Objet
mailing-template = { $name }
mailing-template-load = Reprendre ce modèle
mailing-template-new = Enregistrer cette lettre comme nouveau modèle…
mailing-template-replace = Mettre cette lettre à sa place
mailing-template-screen = Modifier, renommer ou supprimer des modèles…
mailing-templates-title = Modèles de lettres
mailing-test-title = Essai
mailing-title = { $count ->
    [one] Écrire un courriel à { $count } contact
   *[other] Écrire un courriel à { $count } contacts
}{ $without ->
    [0] {""}
   *[other] , dont { $without } sans adresse
}

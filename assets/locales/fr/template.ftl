### Modèles de lettres. Trié par clé.

action-template-add = Ajouter
action-template-delete = Supprimer
action-template-edit = Modifier

audit-action-template-add = ajout d'un modèle de lettre
audit-action-template-delete = suppression d'un modèle de lettre
audit-action-template-edit = modification d'un modèle de lettre
audit-action-template-undo-add = modèle retiré
audit-action-template-undo-delete = modèle rétabli
audit-action-template-undo-edit = modification de modèle défaite
audit-object-template = modèle de lettre

cli-arg-template = Modèle de lettre à reprendre
cli-arg-template-body = Fichier du texte, ou - pour l'entrée standard ; champs, entre accolades : contact.prénom, contact.nom, contact.nom_complet, contact.courriel, établissement.nom, établissement.numéro, établissement.localisation, établissement.uai, zone.nom, zone.numéro, url, hébergeur.nom, hébergeur.expéditeur
cli-arg-template-name = Nom du modèle
cli-template = Modèles de lettres
cli-template-add = Ajouter un modèle
cli-template-delete = Supprimer un modèle
cli-template-deleted = Le modèle « { $name } » est supprimé.
cli-template-edit = Modifier un modèle
cli-template-list = Lister les modèles
cli-template-saved = Le modèle « { $name } » est enregistré.

error-not-found-template = Le modèle « { $id } » n'existe pas.

field-label-template-name = Nom du modèle

job-kind-template-add = Ajouter un modèle
job-kind-template-delete = Supprimer un modèle
job-kind-template-edit = Modifier un modèle
job-kind-undo-template-add = Défaire l'ajout d'un modèle
job-kind-undo-template-delete = Défaire la suppression d'un modèle
job-kind-undo-template-edit = Défaire la modification d'un modèle
job-start-question-template-add = Ajouter { $count } { $count ->
    [one] modèle
   *[other] modèles
} ?
job-start-question-template-delete = Supprimer { $count } { $count ->
    [one] modèle
   *[other] modèles
} ?
job-start-question-template-edit = Modifier { $count } { $count ->
    [one] modèle
   *[other] modèles
} ?
job-start-question-undo-template-add = Retirer { $count } { $count ->
    [one] modèle ajouté
   *[other] modèles ajoutés
} ?
job-start-question-undo-template-delete = Rétablir { $count } { $count ->
    [one] modèle supprimé
   *[other] modèles supprimés
} ?
job-start-question-undo-template-edit = Défaire la modification de { $count } { $count ->
    [one] modèle
   *[other] modèles
} ?

plain-help-templates = Des lettres gardées pour être réécrites, chacune sous son nom.

problem-template-name-used = Un autre modèle a ce nom : choisissez-en un autre.

screen-templates = Modèles de lettres

template-add-title = Nouveau modèle de lettre
template-column-body = Texte
template-column-name = Nom du modèle
template-column-subject = Objet
template-delete-question = Supprimer le modèle « { $name } » ?
template-edit-title = Modèle « { $name } »
template-sentence = { $name } : { $subject }
templates-count = { $templates } { $templates ->
    [one] modèle
   *[other] modèles
}
templates-none = Aucun modèle : { $add } pour en ajouter un.

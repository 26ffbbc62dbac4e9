### Profils d'un établissement, et ce qu'ils permettent. Trié par clé.

action-profile-add = Ajouter
action-profile-delete = Supprimer
action-profile-edit = Modifier
action-profiles = Profils

audit-action-profile-add = ajout d'un profil
audit-action-profile-delete = suppression d'un profil
audit-action-profile-edit = modification d'un profil
audit-action-profile-undo-add = profil retiré
audit-action-profile-undo-delete = profil rétabli
audit-action-profile-undo-edit = modification de profil défaite
audit-object-profile = profil

cli-arg-profile = Nom du profil
cli-profile = Profils d'un établissement
cli-profile-add = Ajouter un profil
cli-profile-delete = Supprimer des profils que personne n'a
cli-profile-edit = Modifier le nom d'un profil, ou ce qu'il permet
cli-profile-list = Lister les profils par nom

error-not-found-profile = Le profil « { $id } » n'existe pas.

field-label-profile-name = Nom du profil

job-kind-profile-add = Ajouter un profil
job-kind-profile-delete = Supprimer { $count ->
    [one] un profil
   *[other] des profils
}
job-kind-profile-edit = Modifier un profil
job-kind-undo-profile-add = Défaire l'ajout d'un profil
job-kind-undo-profile-delete = Défaire la suppression { $count ->
    [one] d'un profil
   *[other] de profils
}
job-kind-undo-profile-edit = Défaire la modification d'un profil
job-reason-in-use-profile = { $count } { $count ->
    [one] personne l'a
   *[other] personnes l'ont
}{ $names ->
    [none] {""}
   *[other] {" "}({ $names })
}{ $filter ->
    [none] {""}
   *[other] {" "}: retirez-le d'abord aux comptes que donne le filtre profil:{ $filter }
}
job-start-question-profile-add = Ajouter { $count } { $count ->
    [one] profil
   *[other] profils
} ?
job-start-question-profile-delete = Supprimer { $count } { $count ->
    [one] profil
   *[other] profils
} ?
job-start-question-profile-edit = Modifier { $count } { $count ->
    [one] profil
   *[other] profils
} ?
job-start-question-undo-profile-add = Retirer { $count } { $count ->
    [one] profil ajouté
   *[other] profils ajoutés
} ?
job-start-question-undo-profile-delete = Rétablir { $count } { $count ->
    [one] profil supprimé
   *[other] profils supprimés
} ?
job-start-question-undo-profile-edit = Défaire la modification de { $count } { $count ->
    [one] profil
   *[other] profils
} ?

number-of-profile = le nombre de profils

plain-help-profiles = Un profil dit ce qu'un Power User administre dans son périmètre. Celui que quelqu'un a ne peut pas être supprimé.

profile-add-button = Ajouter
profile-add-title = Nouveau profil
profile-added = Profil { $name } ajouté
profile-column-holders = Personnes
profile-column-holds = Permet de
profile-column-name = Profil
profile-column-permissions = Permissions
profile-edit-note = { $holders ->
    [one] { $holders } personne a ce profil : la modification vaut aussitôt.
   *[other] { $holders } personnes ont ce profil : la modification vaut aussitôt pour toutes.
}
profile-edit-title = Profil { $name }
profile-edited = Profil { $name } modifié
profile-hint-permissions = Sans « voir », le reste du même domaine ne permet rien.
profile-permission-channels-edit = Canaux : modifier
profile-permission-channels-view = Canaux : voir
profile-permission-courses-approve-waiting = Cours : accepter les demandes en attente
profile-permission-courses-create = Cours : créer
profile-permission-courses-delete = Cours : supprimer
profile-permission-courses-edit = Cours : modifier
profile-permission-courses-evaluate = Cours : évaluer
profile-permission-courses-view = Cours : voir
profile-permission-enrolments-activate = Inscriptions : activer
profile-permission-enrolments-create = Inscriptions : créer
profile-permission-enrolments-delete = Inscriptions : supprimer
profile-permission-enrolments-edit = Inscriptions : modifier
profile-permission-enrolments-learners-only = Inscriptions : apprenants seulement
profile-permission-enrolments-view = Inscriptions : voir
profile-permission-groups-create = Groupes : créer
profile-permission-groups-delete = Groupes : supprimer
profile-permission-groups-edit = Groupes : modifier
profile-permission-groups-view = Groupes : voir
profile-permission-mail-send = Courriels : envoyer
profile-permission-plans-create = Plans : créer
profile-permission-plans-delete = Plans : supprimer
profile-permission-plans-edit = Plans : modifier
profile-permission-plans-view = Plans : voir
profile-permission-reports-export = Rapports : exporter
profile-permission-reports-view = Rapports : voir
profile-permission-sessions-create = Sessions : créer
profile-permission-sessions-delete = Sessions : supprimer
profile-permission-sessions-edit = Sessions : modifier
profile-permission-sessions-enrol = Sessions : inscrire
profile-permission-sessions-view = Sessions : voir
profile-permission-users-activate = Utilisateurs : activer
profile-permission-users-approve = Utilisateurs : accepter ceux en attente
profile-permission-users-create = Utilisateurs : créer
profile-permission-users-delete = Utilisateurs : supprimer
profile-permission-users-edit = Utilisateurs : modifier
profile-permission-users-view = Utilisateurs : voir
profile-sentence = { $name } : { $count } { $count ->
    [one] permission
   *[other] permissions
}, { $holders } { $holders ->
    [one] personne
   *[other] personnes
}.

profiles-count = { $profiles } { $profiles ->
    [one] profil
   *[other] profils
}
profiles-none = Aucun profil : { $add } en ajoute un.

screen-profiles = Profils

### Groupes de personnes d'un établissement. Trié par clé.

action-group-add = Ajouter
action-group-delete = Supprimer
action-group-edit = Modifier
action-group-import = Importer
action-groups = Groupes

audit-action-group-add = ajout d'un groupe
audit-action-group-delete = suppression d'un groupe
audit-action-group-edit = modification d'un groupe
audit-action-group-undo-add = groupe retiré
audit-action-group-undo-delete = groupe rétabli
audit-action-group-undo-edit = modification de groupe défaite
audit-object-group = groupe

cli-arg-group = Nom du groupe
cli-group = Groupes d'un établissement
cli-group-add = Ajouter un groupe
cli-group-delete = Supprimer des groupes ; leurs membres restent
cli-group-edit = Renommer un groupe
cli-group-import = Importer les groupes d'un fichier CSV, sous forme de traitement
cli-group-list = Lister les groupes par nom

error-not-found-group = Le groupe « { $id } » n'existe pas.

field-label-group-name = Nom du groupe

group-add-button = Ajouter
group-add-title = Nouveau groupe
group-added = Groupe { $name } ajouté
group-column-members = Membres
group-column-name = Groupe
group-column-scopes = Périmètres qui le citent
group-delete-takes = { $members ->
    [0] aucun membre n'y est
    [one] un membre n'y sera plus
   *[other] { $members } membres n'y seront plus
}, { $scopes ->
    [0] aucun périmètre n'en dépend
    [one] un périmètre de gestionnaire le perdra
   *[other] { $scopes } parts de périmètres de gestionnaires seront perdues
}
group-edit-title = Groupe { $name }
group-edited = Groupe { $name } modifié
group-returning = { $members } { $members ->
    [one] membre
   *[other] membres
}
group-sentence = { $name } : { $members } { $members ->
    [one] membre
   *[other] membres
}.

groups-none = Aucun groupe : { $add } en ajoute un.

job-kind-group-add = Ajouter un groupe
job-kind-group-delete = Supprimer { $count ->
    [one] un groupe
   *[other] des groupes
}
job-kind-group-edit = Modifier un groupe
job-kind-group-import = Importer des groupes
job-kind-undo-group-add = Défaire l'ajout d'un groupe
job-kind-undo-group-delete = Défaire la suppression { $count ->
    [one] d'un groupe
   *[other] de groupes
}
job-kind-undo-group-edit = Défaire la modification d'un groupe
job-kind-undo-group-import = Défaire l'import de groupes
job-reason-in-use-group = { $count } { $count ->
    [one] membre y est
   *[other] membres y sont
}{ $filter ->
    [none] {""}
   *[other] {" "}: retirez-en d'abord les comptes que donne le filtre groupe:{ $filter }
}
job-start-question-group-add = Ajouter { $count } { $count ->
    [one] groupe
   *[other] groupes
} ?
job-start-question-group-delete = Supprimer { $count } { $count ->
    [one] groupe
   *[other] groupes
} ?
job-start-question-group-edit = Modifier { $count } { $count ->
    [one] groupe
   *[other] groupes
} ?
job-start-question-group-import = Importer { $count } { $count ->
    [one] groupe
   *[other] groupes
} ?
job-start-question-undo-group-add = Retirer { $count } { $count ->
    [one] groupe ajouté
   *[other] groupes ajoutés
} ?
job-start-question-undo-group-delete = Rétablir { $count } { $count ->
    [one] groupe supprimé
   *[other] groupes supprimés
} ?
job-start-question-undo-group-edit = Défaire la modification de { $count } { $count ->
    [one] groupe
   *[other] groupes
} ?
job-start-question-undo-group-import = Retirer { $count } { $count ->
    [one] groupe importé
   *[other] groupes importés
} ?

number-of-group = le nombre de groupes

people-groups-count = { $groups } { $groups ->
    [one] groupe
   *[other] groupes
}

plain-help-people-groups = Les groupes de personnes de cet établissement. Supprimer un groupe laisse ses membres ; défaire la suppression les y remet.

screen-groups = Groupes

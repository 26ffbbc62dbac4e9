### Départements d'un établissement. Trié par clé.

action-department-add = Ajouter
action-department-delete = Supprimer
action-department-edit = Modifier
action-department-import = Importer
action-departments = Départements

audit-action-department-add = ajout d'un département
audit-action-department-delete = suppression d'un département
audit-action-department-edit = modification d'un département
audit-action-department-undo-add = département retiré
audit-action-department-undo-delete = département rétabli
audit-action-department-undo-edit = modification de département défaite
audit-object-department = département

cli-arg-department = Code du département
cli-department = Départements d'un établissement
cli-department-add = Ajouter un département
cli-department-delete = Supprimer des départements dont rien ne se sert
cli-department-edit = Modifier le code ou le nom d'un département
cli-department-import = Importer les départements d'un fichier CSV, sous forme de traitement
cli-department-list = Lister les départements par code
cli-value-code = CODE

department-add-button = Ajouter
department-add-title = Nouveau département
department-added = Département { $code } ajouté : { $name }
department-column-code = Code
department-column-homes = Comptes
department-column-name = Département
department-column-roles = Rôles
department-column-semesters = Semestres
department-edit-note = Un autre code est écrit aussitôt partout où celui-ci l'est : semestres, rattachements, rôles, périmètres.
department-edit-title = Département { $code }
department-edited = Département { $code } : { $name }
department-sentence = { $code } : { $name }, { $semesters } { $semesters ->
    [one] semestre
   *[other] semestres
}, { $roles } { $roles ->
    [one] rôle
   *[other] rôles
}, { $homes } { $homes ->
    [one] compte rattaché
   *[other] comptes rattachés
}.
departments-count = { $departments } { $departments ->
    [one] département
   *[other] départements
}
departments-none = Aucun département : { $add } en ajoute un.

error-not-found-department = Le département « { $id } » n'existe pas.

field-label-department-code = Code
field-label-department-name = Nom du département

job-kind-department-add = Ajouter un département
job-kind-department-delete = Supprimer { $count ->
    [one] un département
   *[other] des départements
}
job-kind-department-edit = Modifier un département
job-kind-department-import = Importer des départements
job-kind-undo-department-add = Défaire l'ajout d'un département
job-kind-undo-department-delete = Défaire la suppression { $count ->
    [one] d'un département
   *[other] de départements
}
job-kind-undo-department-edit = Défaire la modification d'un département
job-kind-undo-department-import = Défaire l'import de départements
job-reason-department-in-use = on s'en sert encore – semestres : { $semesters }, comptes rattachés : { $homes }, rôles : { $roles }, périmètres : { $scopes }{ $names ->
    [none] {""}
   *[other] {" "}({ $names })
}{ $filter ->
    [none] {""}
   *[other] {" "}; donnez d'abord un autre département aux comptes que donne le filtre dep:{ $filter }
}
job-start-question-department-add = Ajouter { $count } { $count ->
    [one] département
   *[other] départements
} ?
job-start-question-department-delete = Supprimer { $count } { $count ->
    [one] département
   *[other] départements
} ?
job-start-question-department-edit = Modifier { $count } { $count ->
    [one] département
   *[other] départements
} ?
job-start-question-department-import = Importer { $count } { $count ->
    [one] département
   *[other] départements
} ?
job-start-question-undo-department-add = Retirer { $count } { $count ->
    [one] département ajouté
   *[other] départements ajoutés
} ?
job-start-question-undo-department-delete = Rétablir { $count } { $count ->
    [one] département supprimé
   *[other] départements supprimés
} ?
job-start-question-undo-department-edit = Défaire la modification de { $count } { $count ->
    [one] département
   *[other] départements
} ?
job-start-question-undo-department-import = Retirer { $count } { $count ->
    [one] département importé
   *[other] départements importés
} ?

number-of-department = le nombre de départements

plain-help-departments = Les départements de cet établissement. Celui dont un semestre, un compte, un rôle ou un périmètre se sert ne peut pas être supprimé ; son code change partout à la fois.

problem-department-code-shape = Un code est fait de lettres, de chiffres, de points, de traits d'union et de soulignés, sans espace.
problem-department-code-used = Un autre département a ce code : choisissez-en un autre.
problem-department-name-used = Un autre département a ce nom : choisissez-en un autre.

screen-departments = Départements

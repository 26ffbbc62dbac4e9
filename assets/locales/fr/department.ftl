### Départements d'un établissement. Trié par clé.

action-department-add = Ajouter
action-department-delete = Supprimer
action-department-edit = Modifier
action-department-import = Importer
action-departments = Départements
action-inside-jobs = Traitements d'ici

cli-arg-department = Code du département
cli-arg-inside = L'établissement dont on veut les lignes, les traitements ou le journal
cli-arg-lines = Fichier CSV avec un en-tête, ou - pour l'entrée standard
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
department-column-name = Département
department-column-roles = Rôles
department-column-semesters = Semestres
department-edit-note = Des semestres ou des rôles s'écrivent avec son code : le code reste tel quel.
department-edit-title = Département { $code }
department-edited = Département { $code } : { $name }
department-sentence = { $code } : { $name }, { $semesters } { $semesters ->
    [one] semestre
   *[other] semestres
}, { $roles } { $roles ->
    [one] rôle
   *[other] rôles
}.
departments-count = { $departments } { $departments ->
    [one] département
   *[other] départements
}
departments-none = Aucun département : { $add } en ajoute un.

noun-lines-columns = Un fichier CSV avec ces colonnes, dans n'importe quel ordre : { $columns }. Le plan dit quelles lignes sont refusées.

plain-help-departments = Les départements de cet établissement. Celui dont un semestre ou un rôle se sert ne peut pas être supprimé et garde son code.
plain-help-file-lines = Un fichier CSV ; ses colonnes sont trouvées par leurs noms.
plain-help-rows-many = Plusieurs à la fois, séparés par des espaces ou des virgules.
plain-rows-many = { $field }, un ou plusieurs
plain-rows-none = La liste est vide.

screen-departments = Départements · { $number } { $name }

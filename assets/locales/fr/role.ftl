### Rôles d'un établissement, et ce qu'ils permettent. Trié par clé.

action-role-add = Ajouter
action-role-delete = Supprimer
action-role-edit = Modifier
action-role-matrix = Matrice
action-role-matrix-change = Donner ou retirer
action-role-reset = Remettre d'origine
action-roles = Rôles

audit-action-role-add = ajout d'un rôle
audit-action-role-delete = suppression d'un rôle
audit-action-role-edit = modification d'un rôle
audit-action-role-reset = rôle remis d'origine
audit-action-role-undo-add = rôle retiré
audit-action-role-undo-delete = rôle rétabli
audit-action-role-undo-edit = modification de rôle défaite
audit-action-role-undo-reset = rôle repris comme avant sa remise d'origine
audit-object-role = rôle

cli-arg-role = Nom du rôle
cli-role = Rôles d'un établissement
cli-role-add = Ajouter un rôle
cli-role-delete = Supprimer des rôles que personne n'a
cli-role-edit = Modifier le nom d'un rôle, ou ce qu'il permet
cli-role-list = Lister les rôles par nom
cli-role-matrix = Montrer ce que permet chaque rôle, comme un tableau
cli-role-reset = Rendre à des rôles fournis avec le programme les permissions qu'ils avaient à l'origine
cli-value-choices = CHOIX,CHOIX
cli-value-name = NOM

error-not-found-role = { $id ->
    [Manager] « Manager » n'est pas un rôle que l'on définit : il permet tout, dans tous les départements.
   *[other] Le rôle « { $id } » n'existe pas.
}

field-label-permissions = Permissions
field-label-role-name = Nom du rôle

filter-unknown-role-state = Il n'y a pas d'état « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = États : fourni, modifié, ajouté.

job-kind-role-add = Ajouter un rôle
job-kind-role-delete = Supprimer { $count ->
    [one] un rôle
   *[other] des rôles
}
job-kind-role-edit = Modifier un rôle
job-kind-role-reset = Remettre d'origine { $count ->
    [one] un rôle
   *[other] des rôles
}
job-kind-undo-role-add = Défaire l'ajout d'un rôle
job-kind-undo-role-delete = Défaire la suppression { $count ->
    [one] d'un rôle
   *[other] de rôles
}
job-kind-undo-role-edit = Défaire la modification d'un rôle
job-kind-undo-role-reset = Défaire la remise d'origine { $count ->
    [one] d'un rôle
   *[other] de rôles
}
job-reason-in-use-role = { $count } { $count ->
    [one] attribution
   *[other] attributions
}{ $names ->
    [none] {""}
   *[other] {" "}({ $names })
}{ $filter ->
    [none] {""}
   *[other] {" "}: retirez-le d'abord aux comptes que donne le filtre role:{ $filter }
}
job-start-question-role-add = Ajouter { $count } { $count ->
    [one] rôle
   *[other] rôles
} ?
job-start-question-role-delete = Supprimer { $count } { $count ->
    [one] rôle
   *[other] rôles
} ?
job-start-question-role-edit = Modifier { $count } { $count ->
    [one] rôle
   *[other] rôles
} ?
job-start-question-role-reset = Remettre { $count } { $count ->
    [one] rôle
   *[other] rôles
} d'origine ?
job-start-question-undo-role-add = Retirer { $count } { $count ->
    [one] rôle ajouté
   *[other] rôles ajoutés
} ?
job-start-question-undo-role-delete = Rétablir { $count } { $count ->
    [one] rôle supprimé
   *[other] rôles supprimés
} ?
job-start-question-undo-role-edit = Défaire la modification de { $count } { $count ->
    [one] rôle
   *[other] rôles
} ?
job-start-question-undo-role-reset = Défaire la remise d'origine de { $count } { $count ->
    [one] rôle
   *[other] rôles
} ?

number-of-role = le nombre de rôles

permission-abs-add-billet = Déposer un billet d'absence
permission-abs-change = Saisir et justifier des absences
permission-abs-justif-view = Voir le détail des justificatifs
permission-edit-all-evals = Modifier toutes les évaluations
permission-edit-all-notes = Modifier toutes les notes
permission-edit-apogee = Gérer les exports Apogée
permission-edit-form-semestre = Mettre en place un semestre
permission-edit-formation = Modifier les formations
permission-edit-formation-tags = Étiqueter les formations
permission-edit-preferences = Modifier les préférences du département
permission-ens-view = Voir les parties pour les enseignants
permission-etud-add-annotations = Annoter les dossiers des étudiants
permission-etud-change-adr = Modifier l'adresse et le suivi des étudiants
permission-etud-change-groups = Modifier les groupes
permission-etud-inscrit = Inscrire des étudiants
permission-justif-validate = Valider les justificatifs
permission-observateur = Lecture restreinte aux bulletins
permission-sco-view = Voir le département
permission-users-admin = Gérer les utilisateurs de son département
permission-users-view = Voir les utilisateurs de tous les départements
permission-view-etud-data = Voir les données personnelles des étudiants

plain-help-roles = Un rôle dit ce que permet un département à qui l'a. Celui que quelqu'un a ne peut pas être supprimé ; un rôle fourni peut être remis d'origine. Le rôle Manager permet tout et n'est pas dans la liste.
plain-help-ticks = Des numéros et des plages : 1 4 7-9. Ce qui est coché est décoché, et l'inverse. Entrée passe à la suite.
plain-ticks = { $label } : numéros à cocher ou à décocher, Entrée quand c'est bon

problem-name-shape = Un nom ne commence pas par un trait d'union et n'a pas de virgule.
problem-name-used = Un autre a ce nom : choisissez-en un autre.
problem-role-name-shape = Un rôle se nomme d'un seul mot : lettres, chiffres, traits d'union et points, sans « _ ».
problem-unknown-permission = Il n'y a pas de permission « { $word } ».

role-add-button = Ajouter
role-add-title = Nouveau rôle
role-added = Rôle { $name } ajouté
role-column-holders = Attributions
role-column-holds = Permet de
role-column-name = Rôle
role-column-permissions = Permissions
role-column-state = État
role-edit-note = { $holders ->
    [one] { $holders } attribution de ce rôle : la modification vaut aussitôt.
   *[other] { $holders } attributions de ce rôle : la modification vaut aussitôt pour toutes.
}
role-edit-title = Rôle { $name }
role-edited = Rôle { $name } modifié
role-hint-name = Un seul mot, sans « _ » : Ens_RT est le rôle Ens dans le département RT.
role-matrix-added = ajouté
role-matrix-allowed = permis
role-matrix-head = Permission
role-matrix-legend = ✓ permis   · non   + ajouté à ce qui est fourni   – retiré
role-matrix-more = { $count ->
    [one] … et { $count } autre ligne.
   *[other] … et { $count } autres lignes.
}
role-matrix-not = non
role-matrix-question = { $gives ->
    [yes] Donner au rôle { $role } la permission « { $label } » ({ $word }) ?
   *[no] Retirer au rôle { $role } la permission « { $label } » ({ $word }) ?
}
role-matrix-removed = retiré
role-matrix-role = { $role } ({ $state })
role-matrix-status = { $word } · { $role } : { $state } · { $label }
role-sentence = { $name } ({ $state }) : { $count } { $count ->
    [one] permission
   *[other] permissions
}, { $holders } { $holders ->
    [one] attribution
   *[other] attributions
}.
role-state-added = ajouté
role-state-changed = modifié
role-state-shipped = fourni

roles-count = { $roles } { $roles ->
    [one] rôle
   *[other] rôles
}
roles-none = Aucun rôle : { $add } en ajoute un.

screen-role-matrix = Matrice des rôles
screen-roles = Rôles

why-role-manager = Manager permet tout, et ne change pas.

### Roles of an establishment, and what they allow. Sorted by key.

action-role-add = Add
action-role-delete = Delete
action-role-edit = Edit
action-role-matrix = Matrix
action-role-matrix-change = Give or take
action-role-reset = Set back
action-roles = Roles

audit-action-role-add = role added
audit-action-role-delete = role deleted
audit-action-role-edit = role edited
audit-action-role-reset = role set back to what is shipped
audit-action-role-undo-add = role taken away again
audit-action-role-undo-delete = role brought back
audit-action-role-undo-edit = editing of role undone
audit-action-role-undo-reset = role given back what it held
audit-object-role = role

cli-arg-role = The role's name
cli-role = Roles of an establishment
cli-role-add = Add a role
cli-role-delete = Delete roles that nobody has
cli-role-edit = Edit a role's name, or what it allows
cli-role-list = List roles by name
cli-role-matrix = Show what each role allows, as a table
cli-role-reset = Give roles that ship with the program the permissions they had at first
cli-value-choices = CHOICE,CHOICE
cli-value-name = NAME

error-not-found-role = { $id ->
    [Manager] “Manager” is no role that is defined: it permits everything, in every department.
   *[other] There is no role “{ $id }”.
}

field-label-permissions = Permissions
field-label-role-name = Role name

filter-unknown-role-state = There is no state “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = States: shipped, changed, added.

job-kind-role-add = Add a role
job-kind-role-delete = Delete { $count ->
    [one] a role
   *[other] roles
}
job-kind-role-edit = Edit a role
job-kind-role-reset = Set back { $count ->
    [one] a role
   *[other] roles
}
job-kind-undo-role-add = Undo the addition of a role
job-kind-undo-role-delete = Undo the deletion of { $count ->
    [one] a role
   *[other] roles
}
job-kind-undo-role-edit = Undo the editing of a role
job-kind-undo-role-reset = Undo the setting back of { $count ->
    [one] a role
   *[other] roles
}
job-reason-in-use-role = granted { $count } { $count ->
    [one] time
   *[other] times
}{ $names ->
    [none] {""}
   *[other] {" "}({ $names })
}{ $filter ->
    [none] {""}
   *[other] {""}: first revoke it of the accounts that the filter role:{ $filter } gives
}
job-start-question-role-add = Add { $count } { $count ->
    [one] role
   *[other] roles
}?
job-start-question-role-delete = Delete { $count } { $count ->
    [one] role
   *[other] roles
}?
job-start-question-role-edit = Edit { $count } { $count ->
    [one] role
   *[other] roles
}?
job-start-question-role-reset = Set { $count } { $count ->
    [one] role
   *[other] roles
} back to what is shipped?
job-start-question-undo-role-add = Take away { $count } { $count ->
    [one] added role
   *[other] added roles
}?
job-start-question-undo-role-delete = Bring back { $count } { $count ->
    [one] deleted role
   *[other] deleted roles
}?
job-start-question-undo-role-edit = Undo the editing of { $count } { $count ->
    [one] role
   *[other] roles
}?
job-start-question-undo-role-reset = Undo the setting back of { $count } { $count ->
    [one] role
   *[other] roles
}?

number-of-role = the number of roles

permission-abs-add-billet = File an absence notice
permission-abs-change = Record and justify absences
permission-abs-justif-view = View the details of justifications
permission-edit-all-evals = Edit every evaluation
permission-edit-all-notes = Edit every grade
permission-edit-apogee = Manage the Apogée exports
permission-edit-form-semestre = Set up a semester
permission-edit-formation = Edit programmes
permission-edit-formation-tags = Tag programmes
permission-edit-preferences = Edit the department's settings
permission-ens-view = View the teachers' parts
permission-etud-add-annotations = Annotate student files
permission-etud-change-adr = Edit students' addresses and follow-up
permission-etud-change-groups = Edit student groups
permission-etud-inscrit = Enrol students
permission-justif-validate = Validate justifications
permission-observateur = Read report cards only
permission-sco-view = View the department
permission-users-admin = Manage the users of one's department
permission-users-view = View the users of every department
permission-view-etud-data = View students' personal data

plain-help-roles = A role says what whoever has it may do in a department. One that somebody has cannot be deleted; one that ships can be set back. The role Manager allows everything and is not in the list.
plain-help-ticks = Numbers and ranges: 1 4 7-9. What is ticked is unticked, and the other way round. Enter goes on.
plain-ticks = { $label }: numbers to tick or untick, Enter when done

problem-name-shape = A name does not begin with a hyphen and has no comma.
problem-name-used = Another one has this name: choose a different one.
problem-role-name-shape = A role is called by a single word: letters, digits, hyphens and dots, without “_”.
problem-unknown-permission = There is no permission “{ $word }”.

role-add-button = Add
role-add-title = New role
role-added = Role { $name } added
role-column-holders = Grants
role-column-holds = Allows
role-column-name = Role
role-column-permissions = Permissions
role-column-state = State
role-edit-note = { $holders ->
    [one] { $holders } grant of this role: the change holds at once.
   *[other] { $holders } grants of this role: the change holds at once for all.
}
role-edit-title = Role { $name }
role-edited = Role { $name } edited
role-hint-name = A single word without “_”: Ens_RT is the role Ens in the department RT.
role-matrix-added = added
role-matrix-allowed = allowed
role-matrix-head = Permission
role-matrix-legend = ✓ allowed   · not   + added to what ships   – taken away
role-matrix-more = { $count ->
    [one] … and { $count } more line.
   *[other] … and { $count } more lines.
}
role-matrix-not = not
role-matrix-question = { $gives ->
    [yes] Give the role { $role } the permission “{ $label }” ({ $word })?
   *[no] Take the permission “{ $label }” ({ $word }) from the role { $role }?
}
role-matrix-removed = taken away
role-matrix-role = { $role } ({ $state })
role-matrix-status = { $word } · { $role }: { $state } · { $label }
role-sentence = { $name } ({ $state }): { $count } { $count ->
    [one] permission
   *[other] permissions
}, granted { $holders } { $holders ->
    [one] time
   *[other] times
}.
role-state-added = added
role-state-changed = changed
role-state-shipped = shipped

roles-count = { $roles } { $roles ->
    [one] role
   *[other] roles
}
roles-none = No role: { $add } adds one.

screen-role-matrix = Matrix of roles
screen-roles = Roles

why-role-manager = Manager allows everything, and does not change.

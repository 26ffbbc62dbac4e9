### Departments of an establishment. Sorted by key.

action-department-add = Add
action-department-delete = Delete
action-department-edit = Edit
action-department-import = Import
action-departments = Departments

audit-action-department-add = department added
audit-action-department-delete = department deleted
audit-action-department-edit = department edited
audit-action-department-undo-add = department taken away again
audit-action-department-undo-delete = department brought back
audit-action-department-undo-edit = editing of department undone
audit-object-department = department

cli-arg-department = The department's code
cli-department = Departments of an establishment
cli-department-add = Add a department
cli-department-delete = Delete departments that nothing needs
cli-department-edit = Edit a department's code or name
cli-department-import = Import the departments of a CSV file, as a job
cli-department-list = List departments by code
cli-value-code = CODE

department-add-button = Add
department-add-title = New department
department-added = Department { $code } added: { $name }
department-column-code = Code
department-column-homes = Accounts
department-column-name = Department
department-column-roles = Roles
department-column-semesters = Semesters
department-edit-note = Another code is written at once wherever this one stands: semesters, homes, roles, scopes.
department-edit-title = Department { $code }
department-edited = Department { $code }: { $name }
department-sentence = { $code }: { $name }, { $semesters } { $semesters ->
    [one] semester
   *[other] semesters
}, { $roles } { $roles ->
    [one] role
   *[other] roles
}, home of { $homes } { $homes ->
    [one] account
   *[other] accounts
}.
departments-count = { $departments } { $departments ->
    [one] department
   *[other] departments
}
departments-none = No department: { $add } adds one.

error-not-found-department = There is no department “{ $id }”.

field-label-department-code = Code
field-label-department-name = Department name

job-kind-department-add = Add a department
job-kind-department-delete = Delete { $count ->
    [one] a department
   *[other] departments
}
job-kind-department-edit = Edit a department
job-kind-department-import = Import departments
job-kind-undo-department-add = Undo the addition of a department
job-kind-undo-department-delete = Undo the deletion of { $count ->
    [one] a department
   *[other] departments
}
job-kind-undo-department-edit = Undo the editing of a department
job-kind-undo-department-import = Undo the import of departments
job-reason-department-in-use = it is named by others – semesters: { $semesters }, accounts: { $homes }, roles: { $roles }, scopes: { $scopes }{ $names ->
    [none] {""}
   *[other] {" "}({ $names })
}{ $filter ->
    [none] {""}
   *[other] {""}; first give another department to the accounts that the filter dept:{ $filter } gives
}
job-start-question-department-add = Add { $count } { $count ->
    [one] department
   *[other] departments
}?
job-start-question-department-delete = Delete { $count } { $count ->
    [one] department
   *[other] departments
}?
job-start-question-department-edit = Edit { $count } { $count ->
    [one] department
   *[other] departments
}?
job-start-question-department-import = Import { $count } { $count ->
    [one] department
   *[other] departments
}?
job-start-question-undo-department-add = Take away { $count } { $count ->
    [one] added department
   *[other] added departments
}?
job-start-question-undo-department-delete = Bring back { $count } { $count ->
    [one] deleted department
   *[other] deleted departments
}?
job-start-question-undo-department-edit = Undo the editing of { $count } { $count ->
    [one] department
   *[other] departments
}?
job-start-question-undo-department-import = Take away { $count } { $count ->
    [one] imported department
   *[other] imported departments
}?

number-of-department = the number of departments

plain-help-departments = The departments of this establishment. One that a semester, an account, a role or a scope names cannot be deleted; its code changes everywhere at once.

problem-department-code-shape = A code is made of letters, digits, dots, hyphens and underscores, without spaces.
problem-department-code-used = Another department has this code: choose a different one.
problem-department-name-used = Another department has this name: choose a different one.

screen-departments = Departments

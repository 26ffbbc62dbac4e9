### Departments of an establishment. Sorted by key.

action-department-add = Add
action-department-delete = Delete
action-department-edit = Edit
action-department-import = Import
action-departments = Departments
action-inside-jobs = Jobs here

cli-arg-department = The department's code
cli-arg-inside = The establishment whose own rows, jobs or log are meant
cli-arg-lines = CSV file with a header, or - for standard input
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
department-column-name = Department
department-column-roles = Roles
department-column-semesters = Semesters
department-edit-note = Semesters or roles are written with its code, so the code stays as it is.
department-edit-title = Department { $code }
department-edited = Department { $code }: { $name }
department-sentence = { $code }: { $name }, { $semesters } { $semesters ->
    [one] semester
   *[other] semesters
}, { $roles } { $roles ->
    [one] role
   *[other] roles
}.
departments-count = { $departments } { $departments ->
    [one] department
   *[other] departments
}
departments-none = No department: { $add } adds one.

noun-lines-columns = A CSV file with these columns, in any order: { $columns }. The lines that are refused are told in the plan.

plain-help-departments = The departments of this establishment. One that a semester or a role needs cannot be deleted, and keeps its code.
plain-help-file-lines = A CSV file; its columns are found by their names.
plain-help-rows-many = Several at once, with spaces or commas between.
plain-rows-many = { $field }, one or several
plain-rows-none = The list is empty.

screen-departments = Departments · { $number } { $name }

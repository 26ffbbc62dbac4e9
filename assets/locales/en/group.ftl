### Groups of people of an establishment. Sorted by key.

action-group-add = Add
action-group-delete = Delete
action-group-edit = Edit
action-group-import = Import
action-groups = Groups

audit-action-group-add = group added
audit-action-group-delete = group deleted
audit-action-group-edit = group edited
audit-action-group-undo-add = group taken away again
audit-action-group-undo-delete = group brought back
audit-action-group-undo-edit = editing of group undone
audit-object-group = group

cli-arg-group = The group's name
cli-group = Groups of an establishment
cli-group-add = Add a group
cli-group-delete = Delete groups; their members stay
cli-group-edit = Rename a group
cli-group-import = Import the groups of a CSV file, as a job
cli-group-list = List groups by name

error-not-found-group = There is no group “{ $id }”.

field-label-group-name = Group name

group-add-button = Add
group-add-title = New group
group-added = Group { $name } added
group-column-members = Members
group-column-name = Group
group-column-scopes = Scopes that name it
group-delete-takes = { $members ->
    [0] no member is in them
    [one] one member will no longer be in it
   *[other] { $members } members will no longer be in them
}, { $scopes ->
    [0] no scope names them
    [one] one Power User's scope will lose it
   *[other] { $scopes } parts of Power Users' scopes will be lost
}
group-edit-title = Group { $name }
group-edited = Group { $name } edited
group-returning = { $members } { $members ->
    [one] member
   *[other] members
}
group-sentence = { $name }: { $members } { $members ->
    [one] member
   *[other] members
}.

groups-none = No group: { $add } adds one.

job-kind-group-add = Add a group
job-kind-group-delete = Delete { $count ->
    [one] a group
   *[other] groups
}
job-kind-group-edit = Edit a group
job-kind-group-import = Import groups
job-kind-undo-group-add = Undo the addition of a group
job-kind-undo-group-delete = Undo the deletion of { $count ->
    [one] a group
   *[other] groups
}
job-kind-undo-group-edit = Undo the editing of a group
job-kind-undo-group-import = Undo the import of groups
job-reason-in-use-group = { $count } { $count ->
    [one] member is in it
   *[other] members are in it
}{ $filter ->
    [none] {""}
   *[other] {""}: first take out the accounts that the filter group:{ $filter } gives
}
job-start-question-group-add = Add { $count } { $count ->
    [one] group
   *[other] groups
}?
job-start-question-group-delete = Delete { $count } { $count ->
    [one] group
   *[other] groups
}?
job-start-question-group-edit = Edit { $count } { $count ->
    [one] group
   *[other] groups
}?
job-start-question-group-import = Import { $count } { $count ->
    [one] group
   *[other] groups
}?
job-start-question-undo-group-add = Take away { $count } { $count ->
    [one] added group
   *[other] added groups
}?
job-start-question-undo-group-delete = Bring back { $count } { $count ->
    [one] deleted group
   *[other] deleted groups
}?
job-start-question-undo-group-edit = Undo the editing of { $count } { $count ->
    [one] group
   *[other] groups
}?
job-start-question-undo-group-import = Take away { $count } { $count ->
    [one] imported group
   *[other] imported groups
}?

number-of-group = the number of groups

people-groups-count = { $groups } { $groups ->
    [one] group
   *[other] groups
}

plain-help-people-groups = The groups of people of this establishment. Deleting a group leaves its members; undoing the deletion puts them back into it.

screen-groups = Groups

### Profiles of an establishment, and what they allow. Sorted by key.

action-profile-add = Add
action-profile-delete = Delete
action-profile-edit = Edit
action-profiles = Profiles

audit-action-profile-add = profile added
audit-action-profile-delete = profile deleted
audit-action-profile-edit = profile edited
audit-action-profile-undo-add = profile taken away again
audit-action-profile-undo-delete = profile brought back
audit-action-profile-undo-edit = editing of profile undone
audit-object-profile = profile

cli-arg-profile = The profile's name
cli-profile = Profiles of an establishment
cli-profile-add = Add a profile
cli-profile-delete = Delete profiles that nobody has
cli-profile-edit = Edit a profile's name, or what it allows
cli-profile-list = List profiles by name

error-not-found-profile = There is no profile “{ $id }”.

field-label-profile-name = Profile name

job-kind-profile-add = Add a profile
job-kind-profile-delete = Delete { $count ->
    [one] a profile
   *[other] profiles
}
job-kind-profile-edit = Edit a profile
job-kind-undo-profile-add = Undo the addition of a profile
job-kind-undo-profile-delete = Undo the deletion of { $count ->
    [one] a profile
   *[other] profiles
}
job-kind-undo-profile-edit = Undo the editing of a profile
job-reason-in-use-profile = { $count } { $count ->
    [one] person has it
   *[other] people have it
}{ $names ->
    [none] {""}
   *[other] {" "}({ $names })
}{ $filter ->
    [none] {""}
   *[other] {""}: first withdraw it from the accounts that the filter profile:{ $filter } gives
}
job-start-question-profile-add = Add { $count } { $count ->
    [one] profile
   *[other] profiles
}?
job-start-question-profile-delete = Delete { $count } { $count ->
    [one] profile
   *[other] profiles
}?
job-start-question-profile-edit = Edit { $count } { $count ->
    [one] profile
   *[other] profiles
}?
job-start-question-undo-profile-add = Take away { $count } { $count ->
    [one] added profile
   *[other] added profiles
}?
job-start-question-undo-profile-delete = Bring back { $count } { $count ->
    [one] deleted profile
   *[other] deleted profiles
}?
job-start-question-undo-profile-edit = Undo the editing of { $count } { $count ->
    [one] profile
   *[other] profiles
}?

number-of-profile = the number of profiles

plain-help-profiles = A profile says what a Power User administers in their scope. One that somebody has cannot be deleted.

profile-add-button = Add
profile-add-title = New profile
profile-added = Profile { $name } added
profile-column-holders = People
profile-column-holds = Allows
profile-column-name = Profile
profile-column-permissions = Permissions
profile-edit-note = { $holders ->
    [one] { $holders } person has this profile: the change holds at once.
   *[other] { $holders } people have this profile: the change holds at once for all.
}
profile-edit-title = Profile { $name }
profile-edited = Profile { $name } edited
profile-hint-permissions = Without “view” the other permissions of the same area allow nothing.
profile-permission-channels-edit = Channels: edit
profile-permission-channels-view = Channels: view
profile-permission-courses-approve-waiting = Courses: approve waiting
profile-permission-courses-create = Courses: create
profile-permission-courses-delete = Courses: delete
profile-permission-courses-edit = Courses: edit
profile-permission-courses-evaluate = Courses: evaluate
profile-permission-courses-view = Courses: view
profile-permission-enrolments-activate = Enrolments: activate
profile-permission-enrolments-create = Enrolments: create
profile-permission-enrolments-delete = Enrolments: delete
profile-permission-enrolments-edit = Enrolments: edit
profile-permission-enrolments-learners-only = Enrolments: learners only
profile-permission-enrolments-view = Enrolments: view
profile-permission-groups-create = Groups: create
profile-permission-groups-delete = Groups: delete
profile-permission-groups-edit = Groups: edit
profile-permission-groups-view = Groups: view
profile-permission-mail-send = Mail: send
profile-permission-plans-create = Plans: create
profile-permission-plans-delete = Plans: delete
profile-permission-plans-edit = Plans: edit
profile-permission-plans-view = Plans: view
profile-permission-reports-export = Reports: export
profile-permission-reports-view = Reports: view
profile-permission-sessions-create = Sessions: create
profile-permission-sessions-delete = Sessions: delete
profile-permission-sessions-edit = Sessions: edit
profile-permission-sessions-enrol = Sessions: enrol
profile-permission-sessions-view = Sessions: view
profile-permission-users-activate = Users: activate
profile-permission-users-approve = Users: approve pending
profile-permission-users-create = Users: create
profile-permission-users-delete = Users: delete
profile-permission-users-edit = Users: edit
profile-permission-users-view = Users: view
profile-sentence = { $name }: { $count } { $count ->
    [one] permission
   *[other] permissions
}, { $holders } { $holders ->
    [one] person
   *[other] people
}.

profiles-count = { $profiles } { $profiles ->
    [one] profile
   *[other] profiles
}
profiles-none = No profile: { $add } adds one.

screen-profiles = Profiles

### What is held on a person, and erasing it. Sorted by key.

action-user-data = Data held
action-user-erase = Erase the person
audit-action-user-data = somebody's data looked up
audit-action-user-erase = person erased
cli-user-data = Gather all that is held on a person: a readable file and a JSON file, in the exchange folder
cli-user-erase = Erase a person: names, address, sessions and mails; what others did stays, under (erased N). Nothing undoes it.

data-between = {" "}
data-label = { $name ->
    [account] Account
    [action] Action
    [active] Activated
    [actor] By
    [after] After
    [at] Date
    [before] Before
    [category] Category
    [code] Code
    [completed_at] Completed
    [created_at] Created
    [day_start] Day
    [department] Department
    [email] E-mail
    [end_reason] End
    [ended_at] Ended
    [entered_at] Entered
    [expires_on] Expires on
    [failures] Failures in a row
    [first_activity_at] First activity
    [first_name] First name
    [home_department] Home department
    [hundredths] Points
    [id] Number
    [key] Key
    [kind] Kind
    [language] Language
    [last_name] Last name
    [last_seen_at] Last act
    [last_sign_in_at] Last sign-in
    [level] Level
    [login] Login
    [mark] Mark
    [name] Name
    [object_kind] Kind of object
    [os_user] Server account
    [pending] Awaiting approval
    [role] Role
    [sent_at] Sent
    [ssh_client] SSH client
    [ssh_key] SSH key
    [started_at] Start
    [state] State
    [status] Status
    [subject] Subject
    [title] Title
    [to_email] Address
    [to_name] Recipient
    [tries] Tries of the day
    [valid_until] First day without
   *[other] { $name }
}
data-line = { $label }: { $value }
data-section = { $section ->
    [account] Account
    [done] What the person did, by the log
    [enrolments] Enrolments in courses
    [evaluations] Evaluations created
    [former_names] Names before
    [grades] Grades received
    [grades_entered] Grades entered
    [groups] Groups
    [jobs] Jobs started
    [mails] Mails handed to the server
    [modules] Modules the person is responsible for
    [profiles] Profiles
    [roles] Roles
    [scope] Scope
    [sessions] Sessions
    [tries] Tries to sign in
    [undergone] What was done to the account, by the log
    [waiting_mails] Waiting mails
   *[other] { $section }
} ({ $count })
data-word = { $word ->
    [absent] absent
    [excused] excused
    [pending] pending
    [learner] learner
    [tutor] tutor
    [instructor] instructor
    [enrolled] enrolled
    [in-progress] in progress
    [completed] completed
    [waiting] awaiting approval
    [to-confirm] to confirm
    [suspended] suspended
    [overbooked] overbooked
    [user] account
    [group] group
    [department] department
    [course] course
    [plan] plan
    [all-courses] all courses
    [all-plans] all plans
   *[other] { $word }
}
erased-count = { $kind ->
    [roles] Roles taken away: { $count }
    [codes] Reset codes forgotten: { $count }
    [groups] Groups left: { $count }
    [profiles] Profiles taken away: { $count }
    [scopes] Scopes taken away: { $count }
    [tries] Tries to sign in forgotten: { $count }
    [mails] Waiting mails removed: { $count }
    [sessions] Sessions removed: { $count }
    [jobs] Jobs made unreadable: { $count }
    [entries] Log entries made unreadable: { $count }
   *[other] { $kind }: { $count }
}
erased-export = Still in the export { $file }, kept until { $until }
erased-hash = Hash of the receipt: { $sha256 }
erased-left = May still be named in { $file }: look into it, delete it by hand
erased-receipt = Receipt: account { $account }, on { $when }, by { $by }
user-data-shown = Data held on “{ $login }”
user-data-written = Data of “{ $login }” written to { $text } and { $json }
user-erase-button = Erase
user-erase-confirm = To confirm, type the login: { $login }
user-erase-note = Names, address, sessions, mails and traces by name are erased; grades and work stay, under “(erased N)”. Nothing undoes it.
user-erase-title = Erase “{ $login }”
user-erased = Person erased: now called (erased { $account }){ $left ->
    [0] { "" }
    [one] . { $left } file may still name them: delete it by hand, the receipt says which
   *[other] . { $left } files may still name them: delete them by hand, the receipt says which
}

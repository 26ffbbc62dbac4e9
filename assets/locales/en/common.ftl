### Words that every screen and command shares: states, kinds, columns, choices. Sorted by key.

actor-nobody = nobody yet
actor-owner = the data directory's owner
actor-program = the program
actor-webmaster = a webmaster

answer-no = no
answer-yes = yes

blocker-administrator = the establishment's administrator
blocker-program = the program, for a backup or a restore
blocker-webmaster = the webmaster

column-blocks = Blocks
column-contact = Contact
column-location = Location
column-mail = E-mail
column-name = Denomination
column-number = No.
column-registered = Registered on
column-state = State
column-uai = UAI
column-zone = Zone

contact-editing-domain = yes, within one mail domain
contact-editing-no = no
contact-editing-yes = yes

language-en = English
language-fr = French

list-cannot = Not possible: { $why }
list-group = { $state } ({ $count })
list-group-any = All ({ $count })
list-known = { $count } { $count ->
    [one] row
   *[other] rows
}
list-part = { $percent }%
list-sure = { $count ->
    [one] Do it to { $count } row?
   *[other] Do it to { $count } rows?
}
list-told = Done: { $done }. Not done: { $failed }.{ $failed ->
    [0] {""}
   *[other] {" "}{ $why }
}
list-told-cause = { $count } × { $why }{ $rest ->
    [none] {""}
   *[other] {" "}{ $rest }
}
list-told-others = Other reasons: { $count }.
mail-kind-copy = copy to the webmaster
mail-kind-inside = e-mail of the establishment
mail-kind-letter = letter
mail-kind-registration = registration e-mail
mail-kind-reset = new password
mail-kind-test = test e-mail

mail-state-deferred = deferred
mail-state-queued = queued
mail-state-refused = refused
mail-state-sending = sending
mail-state-sent = sent
mail-state-uncertain = uncertain
mail-state-withdrawn = withdrawn

noun-lines-unread = Columns not read: { $columns }.
noun-merging-columns = A table with the first of these columns, and those of the others that change, in any order: { $columns }. An empty cell keeps the value, <clear> erases it.

row-unreadable = Establishment { $number } has an unreadable value in the registry, { $field ->
    [blocker] who put a block
    [contact-email] the contact's e-mail address
    [contact-first-name] the contact's first name
    [contact-last-name] the contact's last name
    [denomination] the name
    [location] the location
    [registered-on] the day of registration
    [state] the state
    [uai] the UAI
   *[other] { $field }
}: { $value }
row-unreadable-field = ■ unreadable: { $field }
row-unreadable-other = { $table ->
    [export] Export
    [job] Job
    [outbox] E-mail
   *[other] Establishment
} { $number } has an unreadable value in the registry, { $field }: { $value }

security-none = none (this machine only)
security-starttls = STARTTLS (usually port 587)
security-tls = TLS (usually port 465)

state-blocked = blocked
state-creating = being created
state-deleting = being deleted
state-open = open

transport-folder = folder (one file per e-mail)
transport-smtp = SMTP server
system-error = { $error ->
    [not-found] there is no such file or folder
    [input-output] the disk or the device failed (input/output error)
    [permission] permission denied
    [exists] it exists already
    [not-a-folder] a part of the path is not a folder
    [is-a-folder] it is a folder
    [too-many-files] too many files are open
    [full] no space is left on the disk
    [read-only] the disk is read-only
    [pipe] nobody reads what is written any more
    [name-too-long] the name is too long
    [links] too many links lead to each other
    [name-later] this machine's name cannot be looked up now (name service out of reach)
    [name-unknown] no machine of this name is known
    [unreachable] the network or the machine cannot be reached
    [reset] the connection was cut by the other side
    [timed-out] no answer came in time
    [refused] the connection was refused
    [quota] the disk quota is used up
   *[other] { $error }
}
named-value = { $name }: { $value }
system-error-at = { $before }: { $error }
noun-lines-columns = A table with these columns, in any order: { $columns }. The lines that are refused are told in the plan.

done-but = { $said } Beware: { $but }.
done-with = { $said } { $what }.
rule-name = { $rule ->
    [account] usable account
    [guard] existence
    [profile] profile
    [status] status
   *[other] { $rule }
}
value-alone = { $value }
value-list = { $first }, { $rest }
value-none = none
value-of = { $field }: { $value }
value-role-until = { $role } (first day without: { $day })
value-scope = { $kind ->
    [department] department { $name }
    [group] group { $name }
    [user] account { $name }
    [all-courses] all courses
    [all-plans] all plans
   *[other] { $kind } { $name }
}

### Accounts of the people of an establishment. Sorted by key.

account-refusal = { $why ->
    [account_unusable] Your account cannot be used: ask a Superadmin
    [account_pending] This account waits to be approved
    [account_expired] This account is expired: ask a Superadmin
    [account_deactivated] This account is deactivated: ask a Superadmin
    [account_erased] This account's person was erased: nothing is done to it any more
    [not_found] There is no such account, or no longer
    [pending_approval] This account waits for approval: approve or reject it first
    [superadmin_only] Only a Superadmin may do that
    [manager_only] Only a Manager may do that
   *[missing_permission] You lack the right to administer accounts: a Manager can grant you a role
    [out_of_scope] This account, group or department is not yours: its administrator or a Manager can do it
    [target_superadmin] This is a Superadmin's account: only a Superadmin changes it
    [target_manager] This is a Manager's account: only a Manager changes it
    [target_power_user] This is another Power User's account: a Superadmin can do it
    [target_administers_more] This person administers what you do not: whoever administers as much, a Manager or a Superadmin can do it
    [own_account] This is your own account: somebody else has to do it
    [expired_locked] The account is expired: change its expiry day first
    [user_connected] The person is connected: disconnect them, then do it again
    [manager_everywhere] A Manager is one everywhere: that role is not limited to a department
    [role_beyond_yours] This role holds more than you have there: a Manager can grant it
    [last_superadmin] This is the last Superadmin who lasts: first make another one, without an expiry day
    [last_manager] This is the last Manager who lasts: first grant that role to somebody else, without an end
    [home_forced] The accounts that you administer have your home department, and keep it: a Manager can choose another one
    [account_used] This account was used: deactivate it instead. A Manager can delete it
    [not_pending] This account does not wait for approval
    [login_taken] Another account has this login: choose a different one
}
account-refused = { $why } (rule { $rule }).

action-own-details = My e-mail and language
action-user-activate = Activate
action-user-add = Add
action-user-add-scope = Extend the scope
action-user-approve = Approve
action-user-assign-profile = Give a profile
action-user-deactivate = Deactivate
action-user-delete = Delete
action-user-disconnect = Disconnect
action-user-edit = Edit
action-user-grant = Grant a role
action-user-import = Import
action-user-password = New password
action-user-reject = Reject
action-user-remove-scope = Reduce the scope
action-user-revoke = Revoke a role
action-user-set-expiry = Expiry
action-user-set-level = Level
action-user-withdraw-profile = Withdraw a profile
action-users = Accounts

audit-action-user-activate = account activated
audit-action-user-add = account added
audit-action-user-add-scope = scope extended
audit-action-user-approve = account approved
audit-action-user-assign-profile = profile given
audit-action-user-change-details = own e-mail or language changed
audit-action-user-deactivate = account deactivated
audit-action-user-delete = account deleted
audit-action-user-disconnect = account disconnected
audit-action-user-edit = account edited
audit-action-user-grant = role granted
audit-action-user-reject = account rejected
audit-action-user-remove-scope = scope reduced
audit-action-user-reset-password = new password of an account
audit-action-user-revoke = role revoked
audit-action-user-set-expiry = expiry day of account set
audit-action-user-set-level = level of account set
audit-action-user-undo-activate = activation of account undone
audit-action-user-undo-add = account taken away again
audit-action-user-undo-add-scope = extension of scope undone
audit-action-user-undo-approve = approval of an account undone
audit-action-user-undo-assign-profile = given profile taken back
audit-action-user-undo-deactivate = deactivation of account undone
audit-action-user-undo-delete = account brought back
audit-action-user-undo-edit = editing of account undone
audit-action-user-undo-grant = granting of role undone
audit-action-user-undo-reject = rejection of an account undone
audit-action-user-undo-remove-scope = reduction of scope undone
audit-action-user-undo-revoke = revoked role given back
audit-action-user-undo-set-expiry = expiry day put back
audit-action-user-undo-set-level = level put back
audit-action-user-undo-withdraw-profile = taken profile given back
audit-action-user-withdraw-profile = profile taken
audit-object-user = account

back-account-over = the account expires at once: { $day } is the first day without it
back-role-over = the role is over already: { $day } is the first day without it
cli-arg-user = The account's login
cli-arg-user-disconnect = End the open sessions of those who are connected first, who would be refused otherwise
cli-arg-user-no-mail = Give no password and send no e-mail
cli-user = Accounts of the people of an establishment
cli-user-activate = Activate accounts
cli-user-add = Add an account
cli-user-add-scope = Extend the scope of Power Users
cli-user-approve = Approve accounts that wait for it
cli-user-assign-profile = Give a profile to Power Users
cli-user-deactivate = Deactivate accounts
cli-user-delete = Delete accounts
cli-user-disconnect = End the open sessions of accounts
cli-user-edit = Edit the names, e-mail address, home or groups of an account
cli-user-grant = Grant a role to accounts
cli-user-import = Create and change the accounts of a CSV file or an XLSX workbook, as a job
cli-user-list = List accounts by name
cli-user-reject = Reject accounts that wait for approval
cli-user-remove-scope = Reduce the scope of Power Users
cli-user-reset-password = Give accounts a new password, by e-mail
cli-user-revoke = Revoke a role of accounts
cli-user-set-expiry = Change or clear the expiry day of accounts
cli-user-set-level = Change the level of accounts
cli-user-withdraw-profile = Withdraw a profile from Power Users
cli-value-role = ROLE
cli-value-scope = SCOPE

error-not-found-user = There is no account “{ $id }”.

field-label-active = Active
field-label-category = Category
field-label-disconnect = End open sessions first
field-label-expires-on = Expiry day
field-label-groups = Groups
field-label-home-department = Home department
field-label-level = Level
field-label-new-login = New login
field-label-profile = Profile
field-label-profiles = Profiles
field-label-login-or-email = Login or e-mail
field-label-mail-password = Send a password by e-mail
field-label-reset-code = Code received
field-label-role = Role
field-label-role-until = First day without the role
field-label-roles = Roles
field-label-scope = Scope
field-label-scope-part = Scope

filter-unknown-category = There is no category “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Categories: staff, learner.
filter-unknown-level = There is no level “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Levels: user, power-user, superadmin.
filter-unknown-status = There is no status “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Statuses: active, activated, deactivated, expired, pending.

job-kind-undo-user-activate = { $count ->
    [one] Undo the activation of an account
   *[other] Undo the activation of accounts
}
job-kind-undo-user-add = { $count ->
    [one] Undo the addition of an account
   *[other] Undo the addition of accounts
}
job-kind-undo-user-add-scope = { $count ->
    [one] Undo the extended scope of an account
   *[other] Undo the extended scope of accounts
}
job-kind-undo-user-approve = { $count ->
    [one] Undo the approval of an account
   *[other] Undo the approval of accounts
}
job-kind-undo-user-assign-profile = { $count ->
    [one] Undo the profile given to an account
   *[other] Undo the profile given to accounts
}
job-kind-undo-user-deactivate = { $count ->
    [one] Undo the deactivation of an account
   *[other] Undo the deactivation of accounts
}
job-kind-undo-user-delete = { $count ->
    [one] Undo the deletion of an account
   *[other] Undo the deletion of accounts
}
job-kind-undo-user-edit = { $count ->
    [one] Undo the editing of an account
   *[other] Undo the editing of accounts
}
job-kind-undo-user-grant = { $count ->
    [one] Undo the role granted to an account
   *[other] Undo the role granted to accounts
}
job-kind-undo-user-import = Undo the import of accounts
job-kind-undo-user-reject = { $count ->
    [one] Undo the rejection of an account
   *[other] Undo the rejection of accounts
}
job-kind-undo-user-remove-scope = { $count ->
    [one] Give the scope back to an account
   *[other] Give the scope back to accounts
}
job-kind-undo-user-revoke = { $count ->
    [one] Give an account a revoked role back
   *[other] Give accounts a revoked role back
}
job-kind-undo-user-set-expiry = { $count ->
    [one] Put back the expiry day of an account
   *[other] Put back the expiry day of accounts
}
job-kind-undo-user-set-level = { $count ->
    [one] Put back the level of an account
   *[other] Put back the level of accounts
}
job-kind-undo-user-withdraw-profile = { $count ->
    [one] Give a taken profile back to an account
   *[other] Give a taken profile back to accounts
}
job-kind-user-activate = { $count ->
    [one] Activate an account
   *[other] Activate accounts
}
job-kind-user-add = { $count ->
    [one] Add an account
   *[other] Add accounts
}
job-kind-user-add-scope = { $count ->
    [one] Extend the scope of an account
   *[other] Extend the scope of accounts
}
job-kind-user-approve = { $count ->
    [one] Approve an account
   *[other] Approve accounts
}
job-kind-user-assign-profile = { $count ->
    [one] Give a profile to an account
   *[other] Give a profile to accounts
}
job-kind-user-deactivate = { $count ->
    [one] Deactivate an account
   *[other] Deactivate accounts
}
job-kind-user-delete = { $count ->
    [one] Delete an account
   *[other] Delete accounts
}
job-kind-user-disconnect = { $count ->
    [one] Disconnect an account
   *[other] Disconnect accounts
}
job-kind-user-edit = { $count ->
    [one] Edit an account
   *[other] Edit accounts
}
job-kind-user-grant = { $count ->
    [one] Grant a role to an account
   *[other] Grant a role to accounts
}
job-kind-user-import = Import accounts
job-kind-user-reject = { $count ->
    [one] Reject an account
   *[other] Reject accounts
}
job-kind-user-remove-scope = { $count ->
    [one] Reduce the scope of an account
   *[other] Reduce the scope of accounts
}
job-kind-user-reset-password = { $count ->
    [one] Give an account a new password
   *[other] Give accounts a new password
}
job-kind-user-revoke = { $count ->
    [one] Revoke a role of an account
   *[other] Revoke a role of accounts
}
job-kind-user-set-expiry = { $count ->
    [one] Change the expiry day of an account
   *[other] Change the expiry day of accounts
}
job-kind-user-set-level = { $count ->
    [one] Change the level of an account
   *[other] Change the level of accounts
}
job-kind-user-withdraw-profile = { $count ->
    [one] Withdraw a profile from an account
   *[other] Withdraw a profile from accounts
}
job-start-question-undo-user-activate = Undo the activation of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-add = Take away { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-add-scope = Undo the extended scope of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-approve = Undo the approval of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-assign-profile = Undo the profile given to { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-deactivate = Undo the deactivation of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-delete = Bring back { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-edit = Undo the editing of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-grant = Undo the role granted to { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-import = Undo the import of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-reject = Bring back { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-remove-scope = Give the scope back to { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-revoke = Give this role back to { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-set-expiry = Put back the expiry day of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-set-level = Put back the level of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-undo-user-withdraw-profile = Give a taken profile back to { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-activate = Activate { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-add = Add { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-add-scope = Extend the scope of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-approve = Approve { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-assign-profile = Give this profile to { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-deactivate = Deactivate { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-delete = Delete { $count } { $count ->
    [one] account
   *[other] accounts
}, whose grades, enrolments and passwords do not come back?
job-start-question-user-disconnect = Disconnect { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-edit = Edit { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-grant = Grant this role to { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-import = Import { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-reject = Reject { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-remove-scope = Reduce the scope of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-reset-password = Give { $count } { $count ->
    [one] account a new password? Its former one
   *[other] accounts a new password? Their former ones
} will no longer work.
job-start-question-user-revoke = Revoke this role of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-set-expiry = Change the expiry day of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-set-level = Change the level of { $count } { $count ->
    [one] account
   *[other] accounts
}?
job-start-question-user-withdraw-profile = Take this profile from { $count } { $count ->
    [one] account
   *[other] accounts
}?

number-of-user = the number of accounts

own-details-changed = E-mail and language saved.

plain-help-users = The accounts of the people of this establishment. Nobody signs in to one that is deactivated or expired; what its person did stays.

problem-not-yes-or-no = This is neither yes nor no: write 1 or 0, yes or no.
problem-on-line = This account is on line { $line } already: keep one of the two lines.
problem-password-in-file = A password does not travel in a file: empty this cell, then give the account a password.
problem-power-users-only = Only a Power User has profiles: give that level first.
problem-role-shape = A role is written as one word, with _ and a department's code behind it where it holds there alone: Ens_RT. A Manager is one everywhere: Manager, alone.
problem-scope-shape = A scope is written department:RT, group:Class 6A or user:dupont, separated by commas; or all-courses, all-plans.
problem-unknown-name = { $what ->
    [act] There is no act “{ $name }” here.
    [department] No department has the code “{ $name }”.
    [group] No group is called “{ $name }”.
    [profile] No profile is called “{ $name }”.
    [user] No account has the login “{ $name }”.
   *[role] No role is called “{ $name }”.
}{ $known ->
    [none] {""}
   *[other] {" "}There are: { $known }.
}
problem-unknown-name-nearest = { $what ->
    [department] No department has the code “{ $name }”
    [group] No group is called “{ $name }”
    [profile] No profile is called “{ $name }”
   *[role] No role is called “{ $name }”
}: did you mean “{ $nearest }”?{ $known ->
    [none] {""}
   *[other] {" "}There are: { $known }.
}

screen-users = Accounts

user-activate-question = Activate “{ $login }”? The person will be able to sign in again, with the same password.
user-activated = Account { $key } activated.
user-add-button = Add
user-add-scope-title = Extend the scope of “{ $login }”
user-add-title = New account
user-added = Account { $login } added. Nobody can sign in to it before it is given a password.
user-added-mail = Account { $login } added. A temporary password leaves by e-mail to { $email }.
user-added-pending = Account { $login } added, without a password yet. It waits in the list of those who may approve it: { $names ->
    [none] nobody for now.
   *[other] { $names }{ $more ->
        [0] .
        [one] {" "}and { $more } other.
       *[other] {" "}and { $more } others.
    }
}
user-administers = Profiles and scope of { $key } changed.
user-approve-button = Approve
user-approve-title = Approve accounts
user-approved = Account { $key } approved.
user-assign-profile-title = Give a profile to “{ $login }”
user-category-learner = learner
user-category-staff = staff
user-column-category = Category
user-column-connected = Connected
user-column-activity = First activity
user-column-created = Created
user-column-expires = Expires on
user-column-groups = Groups
user-column-home = Home
user-column-language = Language
user-column-level = Level
user-column-locked = Sign-in refused until
user-column-profiles = Profiles
user-column-roles = Roles
user-column-scope = Scope
user-column-status = Status
user-deactivate-question = Deactivate “{ $login }”? The person will no longer be able to sign in; all that they did stays.
user-deactivate-title = Deactivate accounts
user-deactivated = Account { $key } deactivated.
user-disconnect-question = Disconnect “{ $login }”? Their sessions end at the next action; this cannot be undone.
user-disconnected = { $key } is disconnected.
user-edit-title = Account { $login }
user-edited = Account { $login } edited.
user-expiry-set = Expiry day of { $key } changed.
user-expiry-title = Expiry of “{ $login }”
user-grant-title = Grant a role to “{ $login }”
user-granted = Role granted to { $key }.
user-hint-disconnect = Otherwise accounts whose person is connected are refused
user-hint-email = Optional: where a password goes
user-hint-expires = First day without access; - for never
user-hint-groups = Names of the groups, with commas between
user-hint-home = Code of the department that administers it; empty: yours, or none
user-hint-mail = A temporary password goes to the account's address, if it has one
user-hint-profile = Names of profiles, separated by commas; ten at most
user-hint-password = At least 12 characters, 16 for a Manager; uncommon words do well
user-hint-role = Ens_RT: the role Ens in the department RT; Ens: everywhere; Manager
user-hint-scope = department:RT, group:Class 6A, user:dupont, all-courses, all-plans
user-hint-until = First day without this role, or nothing
user-language-own = the establishment's
user-level-power-user = power user
user-level-set = Level of { $key } changed.
user-level-superadmin = superadmin
user-level-title = Level of “{ $login }”
user-level-user = user
user-no-activity = no activity yet
user-no-mail-warning = Without this e-mail nobody can sign in to the account before it is given a password.
user-not-locked = no
user-one = Account { $name }
user-password-question = Give “{ $login }” a new password? It leaves by e-mail to { $email }. The former one no longer works, open sessions end, and this cannot be undone.
user-password-reset = New password of { $key }: it leaves by e-mail, and has to be changed at the first sign-in.
user-reject-question = Reject "{ $login }"? This waiting account is removed; that can be undone.
user-remove-scope-title = Reduce the scope of “{ $login }”
user-revoke-title = Revoke a role of “{ $login }”
user-revoked = Role revoked of { $key }.
user-sentence = { $login }{ $last_name ->
    [no-value] {""}
   *[other] , { $last_name }
}{ $first_name ->
    [no-value] {""}
   *[other] {" "}{ $first_name }
}, { $status }, { $level }{ $home ->
    [no-value] {""}
   *[other] , home { $home }
}{ $roles ->
    [no-value] {""}
   *[other] , roles { $roles }
}{ $email ->
    [no-value] {""}
   *[other] , { $email }
}{ $last_sign_in ->
    [no-value] , never signed in
   *[other] , last sign-in { $last_sign_in }
}{ $expires_on ->
    [no-value] {""}
   *[other] , expires on { $expires_on }
}.
user-shut-out-question = “{ $login }” is connected. End the open sessions, then deactivate the account? All that was done with it stays.
user-status-activated = activated
user-status-active = active
user-status-deactivated = deactivated
user-status-expired = expired
user-status-pending = to be approved
user-withdraw-profile-title = Withdraw a profile from “{ $login }”

users-none = No account: { $add } adds one.

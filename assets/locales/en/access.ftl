### Rights that explain themselves: what may be done, why, and what looks odd.

access-able = {"  "}{ $login } · { $name } (rule { $rule })
access-act = { $act }
access-act-user-reset-password = give somebody a new password
access-act-user-import = import accounts
access-act-department-import = import departments
access-act-group-import = import groups
access-act-list-export = take a list away
access-act-mail-list = see the e-mails
access-act-mail-show = read an e-mail
access-act-mail-retry = send an e-mail again
access-act-session-list = see the open sessions
access-act-session-end = end a session
access-act-department-list = see the list of departments
access-act-department-show = see a department
access-act-department-add = add a department
access-act-department-edit = edit a department
access-act-department-delete = delete a department
access-act-role-list = see the list of roles
access-act-role-show = see a role
access-act-role-add = add a role
access-act-role-edit = change what a role allows
access-act-role-reset = set a role back to what it shipped with
access-act-role-delete = delete a role
access-act-role-matrix = see what each role allows
access-act-group-list = see the list of groups
access-act-group-show = see a group
access-act-group-add = add a group
access-act-group-edit = edit a group
access-act-group-delete = delete a group
access-act-profile-list = see the list of profiles
access-act-profile-show = see a profile
access-act-profile-add = add a profile
access-act-profile-edit = edit a profile
access-act-profile-delete = delete a profile
access-act-user-list = see the list of accounts
access-act-user-show = see an account
access-act-user-add = add an account
access-act-user-edit = edit an account
access-act-user-approve = approve an account
access-act-user-reject = reject an account
access-act-user-activate = activate an account
access-act-user-deactivate = deactivate an account
access-act-user-set-expiry = change the expiry date of an account
access-act-user-set-level = change the level of an account
access-act-user-grant = give a role
access-act-user-revoke = take a role away
access-act-user-disconnect = end the sessions of an account
access-act-user-delete = delete an account
access-act-user-assign-profile = give a Power User a profile
access-act-user-withdraw-profile = take a profile from a Power User
access-act-user-add-scope = extend a Power User's scope
access-act-user-remove-scope = narrow a Power User's scope
access-act-user-data = get all that is held on a person
access-act-user-erase = erase a person
access-act-backup-list = see the backups
access-act-backup-show = see a backup
access-act-backup-add = back the establishment up
access-act-backup-verify = check backups
access-act-backup-restore = restore a backup
access-act-backup-undo = undo a restoration
access-act-user-change-password = change one's own password
access-act-user-change-details = change one's own e-mail and language
access-act-access-list = see what one may do oneself
access-act-access-explain = ask why one may or may not
access-act-access-who-can = ask who can do something
access-act-access-matrix = see what roles and levels allow
access-act-access-simulate = try rights out without changing anything
access-act-anomaly-list = see the anomalies of rights
access-act-anomaly-open = open the accounts of an anomaly
access-act-job-list = see the jobs
access-act-job-show = see a job
access-act-job-save = keep a plan
access-act-job-start = start a job
access-act-job-resume = resume a job
access-act-job-pause = pause a job
access-act-job-cancel = cancel a job
access-act-job-undo = undo a job
access-act-job-retry = retry what failed
access-act-job-rename = rename a plan
access-act-job-remove = remove a plan
access-act-audit-list = read the log
access-act-audit-verify = verify the log
access-act-audit-prune = prune the log
access-allowed = allowed
access-ask = Ask
access-beyond = {"  "}– held by this account and not by who acts: { $rights }
access-change = { $change }
access-change-approve-actor = approve the account { $login }
access-change-move-actor-date = move the expiry date of the account { $login }
access-change-activate-actor = activate the account { $login }
access-change-role = give { $login } a role that holds { $holds } { $place ->
    [everywhere] in every department
    [in] in { $department }
   *[any] in a department, whichever it is
}
access-change-profile = give { $login } a profile that holds { $holds }
access-change-scope = widen the scope of { $login } to this account
access-change-actor-home = make { $department } the home department of { $login }
access-change-target-home = make { $department } the home department of { $object }
access-change-approve-target = approve the account { $object }
access-change-move-target-date = move the expiry date of { $object }
access-change-disconnect = end the sessions of { $object }
access-change-another-superadmin = make somebody else a Superadmin who lasts
access-change-another-manager = give the role Manager, without an end, to somebody else
access-change-no-actor-home = take the home department of { $login } away: their roles of administration will reach every account
access-change-power-user = make { $login } a Power User
access-column-act = Act
access-column-allowed = Allowed?
access-column-missing = What is missing
access-column-rule = Rule
access-column-said = Action
access-effect = { $gained ->
    [0] Nobody gains rights
    [one] { $gained } person gains rights
   *[other] { $gained } people gain rights
}, { $lost ->
    [0] nobody loses any
    [one] { $lost } person loses some
   *[other] { $lost } people lose some
}
access-explain-title = Why may somebody, or not?
access-fact-holds = {"  "}✓ { $fact }
access-fact-missing = {"  "}✗ missing: { $fact }
access-fix = {"  "}{ $place ->
    [and] and also:
   *[other] { $place }.
} { $change } – { $maker }{ $risky ->
    [yes] {" "}(weigh it: it gives or takes more)
   *[no] {""}
}
access-gains = {"  "}+ { $login } · { $name }: { $signs-in ->
    [yes] signing in,{" "}
   *[no] {""}
}{ $rights }{ $more ->
    [0] {""}
    [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
}
access-head-acts = What is allowed, on ordinary accounts of one's department
access-head-facts = What was looked at and holds
access-head-fixes = { $count ->
    [one] What would allow it
   *[other] What would allow it, either of these
}
access-head-permissions = What each role holds
access-helpers = Who can do it now: { $names ->
    [none] nobody
   *[other] { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
}
access-hint-action = The act as in the list: user.deactivate
access-hint-deactivate = Logins, between commas
access-hint-file = Lines: username,roles,level,active
access-hint-grant = martin=Ens_RT ; durand=Secr_GEII
access-hint-level = martin=power-user ; durand=user
access-hint-login = Empty: your own rights
access-hint-object = The account; of a new one, its department
access-hint-role = Ens=+EditAllNotes,-AbsChange
access-loses = {"  "}– { $login } · { $name }: { $signs-in ->
    [yes] signing in,{" "}
   *[no] {""}
}{ $rights }{ $more ->
    [0] {""}
    [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
}
access-loss = { $loss ->
    [last-superadmin] Mind: no Superadmin who lasts is left.
    [last-manager] Mind: no Manager who lasts is left.
   *[last-administrator] Mind: nobody but Managers administers the accounts of { $department } any more.
}
access-loss-power-users = { $count ->
    [one] A Power User who loses some: { $names }
   *[other] { $count } Power Users lose some: { $names }
}{ $more ->
    [0] .
    [one] {" "}and { $more } other.
   *[other] {" "}and { $more } others.
}
access-maker = { $maker }
access-maker-oneself = yourself{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
    })
}
access-maker-administrator = the administrator of this account, or a Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
    })
}
access-maker-approver = whoever approves accounts (users.approve), or a Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
    })
}
access-maker-home-chooser = an administrator without a home department, or a Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
    })
}
access-maker-manager = a Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
    })
}
access-maker-superadmin = a Superadmin{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}and { $more } more
   *[other] {" "}and { $more } more
    })
}
access-matrix-line = {"  "}{ $what }: { $who ->
    [none] nobody
   *[other] { $who }
}
access-matrix-said = Roles and permissions, levels and acts
access-need = { $need }
access-need-account-unusable = the account of who acts is usable
access-need-account-pending = the account is approved
access-need-account-expired = the account has not expired
access-need-account-deactivated = the account is not deactivated
access-need-account-erased = the account's person was not erased
access-need-not-found = the account is there
access-need-pending-approval = the account does not wait for approval
access-need-superadmin-only = who acts is a Superadmin
access-need-manager-only = who acts is a Manager
access-need-missing-permission = a role or a profile gives this right
access-need-out-of-scope = the right reaches this account or this department
access-need-target-superadmin = the account is no Superadmin's, or who acts is one too
access-need-target-manager = the account is no Manager's, or who acts is one too
access-need-target-administers-more = the person administers nothing that who acts does not
access-need-target-power-user = the account is not another Power User's
access-need-own-account = the account is somebody else's
access-need-expired-locked = the account has not expired
access-need-user-connected = the person is not connected
access-need-manager-everywhere = the role Manager is given without a department
access-need-role-beyond-yours = the role allows nothing that who acts may not do there
access-need-last-superadmin = another Superadmin who lasts is left
access-need-last-manager = another Manager who lasts is left
access-need-home-forced = who acts may choose this home department
access-need-account-used = the account was never used
access-need-not-pending = the account waits for approval
access-need-login-taken = the login is free
access-need-somebody = who acts has signed in
access-need-account = who acts is a webmaster
access-need-duty = whoever acts is a webmaster whose duty that is
access-need-person = who acts is a person of the establishment
access-need-own-establishment = it is inside the establishment of who acts
access-need-goes-on = nothing stops who acts: no block, no ended session, no password to change
access-none = Nothing can be done here.
access-one = Right { $name }
access-question = { $login ->
    [none] You
   *[other] { $login }
} – { $act } ({ $word }){ $object ->
    [none] {""}
   *[other] {" "}– { $object }
}
access-refused = refused
access-rule = { $rule }
access-rule-A1 = a Manager may do everything, to every account; what concerns the whole establishment (log, e-mails, sessions, backups) is theirs alone
access-rule-A2 = everybody looks after their own password and address, never after their own status, level or roles
access-rule-A3 = an administrator without a home department looks after every account but a Manager's
access-rule-A4 = an administrator looks after the accounts whose home is that department
access-rule-A5 = an administrator sees the other accounts, and gives or takes roles there in that department
access-rule-A6 = whoever has no right of administration over an account changes nothing of it; UsersView lets see it
access-rule-I1 = nobody gives a role, or opens an account, that allows more than they may themselves in that department
access-rule-I2 = only a Manager gives or takes the role Manager, and defines roles
access-rule-I3 = a Manager and a Superadmin who last must be left
access-rule-I4 = nobody does that to themselves
access-rule-I5 = an account that was used is deactivated rather than deleted
access-rule-I6 = a Manager is one in every department
access-rule-I7 = only a Superadmin gives levels, profiles and scopes
access-rule-I8 = only a Superadmin acts on a Superadmin's account
access-rule-S3 = an account that waits is approved or rejected, nothing else
access-rule-S8 = an expired account changes by its expiry date alone
access-rule-S11 = the status of whoever is connected is not changed
access-rule-S12 = a Power User acts neither on another one nor out of scope
access-rule-gate-account = a usable account is needed: active, not expired, approved
access-rule-guard = the account must be there, or not yet
access-rule-profile = a Power User does what their profiles allow, in their scope
access-rule-status = the status of the account decides
access-rule-H1 = one must have signed in
access-rule-H2 = a webmaster administers all that is hosted
access-rule-H3 = a webmaster's account is theirs alone
access-rule-P0 = people of an establishment act inside it alone
access-rule-P1 = whoever is blocked, or whose session was ended, does nothing more
access-rule-P2 = the password of an account is changed by its own person alone
access-rule-S1 = an account is ready at once when whoever creates it may activate accounts
access-rule-S2 = a Power User who does not activate accounts creates ones that wait for approval
access-rule-S4 = an activated account becomes active with its first activity
access-rule-S5 = a deactivated account signs in no more, and its data stay
access-rule-S6 = a deactivated account can be activated again
access-rule-S7 = an account expires on its day, without anybody acting
access-rule-S9 = an expiry day that is moved or cleared gives the account its former status back
access-rule-S10 = an expiry day that has come already closes the account at once
access-rule-S13 = the same value again changes nothing
access-rule-S14 = neither oneself, nor whoever is connected, nor the last Superadmin or Manager who lasts is deleted
access-rule-H4 = an observer reads everything and changes nothing
access-rule-H5 = a webmaster of zones looks after the establishments of their zones
access-rule-H6 = what concerns the whole host is for a webmaster who administers everything
access-sentence = { $said } ({ $act }): { $allowed }, rule { $rule }{ $missing ->
    [no-value] {""}
   *[other] {" "}– missing: { $missing }
}
access-simulate-title = Try rights out without changing anything
access-stopped = {"  "}✗ { $why }
access-verdict-allowed = Allowed. Rule { $rule }: { $words }
access-verdict-refused = Refused. Rule { $rule }: { $words }
access-verdict-stopped = Refused, though no right is missing:
access-warning = { $warning }
access-warning-account-used = Mind: this account was used; deactivating it would keep what was done.
access-warning-drops-administration = Mind: the person loses profiles and scope when they are no Power User any more.
access-warning-gives-everything = Mind: a Manager may do everything, in every department.
access-warning-shuts-out = Mind: that day has come already; the person cannot sign in any more.
access-who-can = Who can { $act } ({ $word }){ $object ->
    [none] {""}
   *[other] {" "}– { $object }
}: { $count ->
    [0] nobody
    [one] { $count } person
   *[other] { $count } people
}
access-who-can-title = Who can do it?

action-access = Rights
action-access-explain = Why?
action-access-matrix = Matrix
action-access-simulate = Try rights out
action-access-who-can = Who can?
action-anomalies = Anomalies
action-anomaly-open = Open the accounts

anomalies-count = { $anomalies ->
    [0] No anomaly
    [one] { $anomalies } anomaly
   *[other] { $anomalies } anomalies
}
anomalies-none = Nothing odd in the rights of this establishment.
anomaly-column-detail = Detail
anomaly-column-key = Anomaly for commands
anomaly-column-mended-by = Remedy
anomaly-column-name = Name
anomaly-column-oddity = Anomaly
anomaly-oddity = { $oddity }
anomaly-oddity-managers-end = Manager with an end, as all the others
anomaly-oddity-many-managers = one Manager among many (more than 5)
anomaly-oddity-no-teacher-view = responsible for a module, without the right EnsView
anomaly-oddity-no-profile = Power User without a profile
anomaly-oddity-no-scope = Power User without a scope
anomaly-oddity-role-ended = role that ended
anomaly-oddity-role-department-gone = role in a department that is gone
anomaly-oddity-home-gone = home department that is gone
anomaly-oddity-scope-gone = scope over a department that is gone
anomaly-oddity-pending-long = waits for approval for more than 14 days
anomaly-oddity-never-used = never used for more than 90 days
anomaly-one = Anomaly of the account { $name }
anomaly-sentence = { $login } ({ $name }): { $oddity }{ $detail ->
    [no-value] {""}
   *[other] {" "}({ $detail })
}{ $mended_by ->
    [no-value] {""}
   *[other] {" "}– remedy: { $mended_by }
}

cli-access = What people of an establishment may do, and why
cli-access-explain = Say why somebody may do something or not, what is missing, and who can help
cli-access-list = List what can be done in the establishment
cli-access-matrix = Show what roles and levels allow
cli-access-simulate = Say what changes of rights would come to, without changing anything
cli-access-who-can = List who can do something
cli-anomaly = Anomalies of the rights of an establishment
cli-anomaly-list = List the anomalies of rights
cli-arg-anomaly = The anomaly, as the list names it
cli-arg-asked-action = The act: user.deactivate, or as a command: "user deactivate"
cli-arg-asked-login = The login of whose rights are asked about
cli-arg-asked-object = The account; for a new one, the code of its department
cli-value-act = ACT
cli-value-anomaly = ANOMALY

error-not-found-act = There is no act “{ $id }”.
error-not-found-anomaly = The anomaly “{ $id }” is not there, or no longer.

field-label-asked-action = Action
field-label-asked-login = Whose rights
field-label-asked-object = On which account
field-label-staged-deactivations = Accounts deactivated
field-label-staged-file = Lines of a file
field-label-staged-grants = Roles given
field-label-staged-levels = Levels changed
field-label-staged-revokes = Roles taken
field-label-staged-roles = Roles redefined

filter-unknown-allowed = There is no answer “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Answers: allowed, refused.
plain-help-access = What everybody may do here, and why. Ask why something is allowed or refused, who can do it, or what a change of rights would come to.
plain-help-anomalies = What looks odd in the rights: roles that ended, Power Users without a scope, accounts never used. Nothing is changed.
problem-staged-shape = This does not read as a change: martin=Ens_RT, martin=power-user or Ens=+EditAllNotes,-AbsChange.
refused-why = { $why } ({ $help }: why)

screen-access = Rights
screen-anomalies = Anomalies
sheet-title = Why?

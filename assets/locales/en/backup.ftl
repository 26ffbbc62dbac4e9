### Backups of an establishment, by its own people. Sorted by key.

action-backup-add = Back up now
action-backup-restore = Restore
action-backup-undo = Undo the last restoration
action-backup-verify = Verify
action-backups = Backups

backup-added = Backup made and read back: { $file }
backup-column-accounts = Accounts
backup-column-changed = Last change
backup-column-until = Kept until
backup-hint-confirmation = The establishment's name or number.
backup-one = Backup { $name }
backup-read = { $whole ->
    [0] No backup is whole
    [one] { $whole } backup checked: whole
   *[other] { $whole } backups checked: whole
}{ $bad ->
    [0] {"."}
    [one] ; { $bad } is missing or damaged.
   *[other] ; { $bad } are missing or damaged.
}
backup-restore-accounts = Accounts: { $now } now, { $then } afterwards.
backup-restore-button = Restore
backup-restore-confirm = A backup of the present state is made first, so that you can go back. Everybody has to sign in again, you too, with the password of then. To confirm, type the establishment's name: { $name }
backup-restore-locked-out = Beware: this backup has no active account under your name; you will not be able to sign in any more.
backup-restore-lost = Everything done after { $then } is replaced; the last change is of { $now }.
backup-restore-title = Restore the backup of { $when }
backup-restore-unknown = Accounts: { $now } now; those of the backup, which is packed or encrypted, are not known beforehand.
backup-restored = Restored. The former state is kept in { $before }. Everybody has to sign in again.
backup-sentence = { $taken_at }, { $why }, accounts: { $accounts }, { $bytes }, { $presence }, file { $file }
backup-undo-button = Undo
backup-undo-title = Put back the state before the last restoration
backup-undone = The state before the restoration is back. The one it replaces is kept in { $before }. Everybody has to sign in again.
backup-unknown = unknown

backups-count = { $backups } { $backups ->
    [one] backup
   *[other] backups
}
backups-none = No backups: { $add } makes one.

cli-backup = Backups of an establishment
cli-backup-add = Back up the establishment now
cli-backup-list = List the establishment's backups, the latest first
cli-backup-restore = Restore a backup; the present state is backed up first
cli-backup-undo = Put back the state before the last restoration
cli-backup-verify = Read backups back and judge whether they can be restored

error-not-found-backup = There is no backup “{ $id }”.

plain-help-backups = The backups of this establishment, and of no other. Restoring replaces all of its data by those of the backup, after backing up the present state; undoing puts that back.

screen-backups = Backups

session-restored = A backup of your establishment was restored: sign in again, with the password that you had then.

why-nothing-restored = Nothing was restored here.

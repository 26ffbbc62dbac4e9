### Files and databases. Sorted by key.

standing = { $what ->
    [database] a database that the program has in use
    [folder] a folder
    [link] a link
    [pipe] a named pipe
    [socket] a socket
   *[device] a device
}
store-busy = The data is in use by another process: try again in a moment.
store-constraint = { $field ->
    [none] A value
   *[other] { $field }
} – { $constraint ->
    [taken] another one has this value already
    [missing] this value may not be missing
    [reference] what it refers to is not there, or is still referred to
   *[value] this value is not accepted
} ({ $detail }). Nothing was changed.
store-database = The database reports an error ({ $cause }): run { doctor-run }.
store-file = { $path }: { $cause }.
store-unrestorable = The export of { $path } could not be restored: { $fault }. Nothing was removed. Have the database mended first, or delete without an export.
store-missing = The establishment's database is missing: { $path } does not exist. Run { doctor-run }.
store-foreign = { $path } is not the database that belongs here: run { doctor-run }.
store-full = The disk or the quota is full: nothing is half done, what was begun is finished or undone by the next command. Free some space, then try again.
store-newer = { $path } was made by a later version (schema { $found }, this one knows { $known }): update intendant.
store-not-owned = { $path } belongs to { $owner }: run intendant as that user (sudo -u { $owner } …), or give it to whoever runs intendant with chown.
store-not-private = Others than its owner can read or write { $path }: take their rights away with chmod go= on it.
store-not-a-file = { $path } is { $standing }, not a file: it was neither opened nor followed. Put it elsewhere, then try again.
store-shared = { $path } has another name on this disk too (a hard link, of a backup perhaps): nothing was moved. End every program that has it open, copy it, and give the copy the original's name; then start again.
store-in-use = { $path } is in use by process { $process }: nothing was moved. End it, then start again.
store-occupied = { $path } is in the way: nothing was written over it. Let { doctor-run } look.
store-panic = The program met an internal error there: nothing was changed by it.
store-random = The system gives no random numbers ({ $cause }): nothing was changed.
store-read-only = The disk is read-only: nothing is half done, what was begun is finished or undone by the next command. Make it writable again, then try again.
store-read-only-at = The disk of { $path } is read-only: nothing is half done, what was begun is finished or undone by the next command. Make it writable again, then try again.
store-taken = { $path }: { $what ->
    [file] a file of this name exists already
    [folder] this is a folder
    [link] a link of this name exists already
    [pipe] this is a pipe
    [device] this is a device
    [socket] this is a socket
    [inside] this is inside the data directory, where only the folder exchange takes files
   *[other] { $what }
}. Nothing was changed: name a file that does not exist yet.
store-unreadable = The stored value “{ $value }” of { $what } is unknown to this version: run { doctor-run }.

### Whether the registry is the one that was used last. Sorted by key.

accept-needless = There is nothing to accept: this registry is the one that was used last.
action-server-accept = Accept the registry
app-held = REGISTRY HELD
app-held-said = The registry is held, nothing can be changed: { $key } says why.
server-held = { $key } accepts it, after it was said what leaves and what goes on then.
audit-doubt = { $doubt ->
    [copied] a copy
    [head-lost] the last entry of the audit was not noted beside it
    [mark-lost] its mark was unreadable
    [older] older than the one used last
    [other-history] another history
    [other-home] another data directory's
    [other-machine] used on another machine last
   *[other] { $doubt }
}
cli-accept-question = Type “{ $name }” to accept this registry:
cli-arg-accept-registry = Accept a registry that is held, after a restored backup or a copy
cli-arg-audit-since = Also require the entry that audit head printed earlier, as NUMBER:HASH
cli-audit-head = Print the audit's last entry as NUMBER:HASH, to be kept elsewhere
cli-usage-noted = “{ $text }” is no number and hash of an entry: write NUMBER:HASH as “audit head” prints it.
cli-value-noted = NUMBER:HASH
doubt-copied = This data directory is a copy or was restored from one. { doubt-held }
doubt-head-lost = Nobody can tell whether this registry is the newest: run/head is missing or damaged. { doubt-held }
doubt-held = E-mails, jobs and changes are held until somebody accepts it{ $door ->
    [console] {" "}(screen Server).
   *[command] : intendant doctor --accept-registry.
}
doubt-mark-lost = Nobody can tell whether this registry belongs here: the file identity is damaged. { doubt-held }
doubt-older = This registry is older than the one used until { $until }: { $missing ->
    [0] changes are missing that the audit does not list, such as e-mails that left.
    [one] { $missing } entry of the audit is missing.
   *[other] { $missing } entries of the audit are missing.
}{ $since ->
    [0] {""}
    [one] {" "}One entry is new since it came back.
   *[other] {" "}{ $since } entries are new since it came back.
} { doubt-held }
doubt-other-history = This registry has another history than the one used last: entry { $id } of the audit differs. { doubt-held }
doubt-other-home = This registry belongs to another data directory, or was put into this one from elsewhere. { doubt-held }
doubt-other-machine = This data directory was used on another machine last, where it may still be in use. { doubt-held }
plain-accept = Accept this registry?
plain-help-accept = A registry that was put back from a backup, or copied, is accepted only by a person: e-mails and jobs that wait in it go on then.
registry-accepted = Accepted: this registry counts from now on. Next: { $door ->
    [console] the examination names files without an establishment, the screens E-mails and Jobs what waits.
   *[command] “intendant doctor” names files without an establishment, “intendant mail list” and “intendant job list” what waits.
}
registry-waiting = Accepted, this registry counts.{ $waiting ->
    [0] {" "}Nothing waits in it: no e-mail leaves, no job goes on.
   *[other] {""}
}{ $mails ->
    [0] {""}
    [one] {" "}One e-mail leaves; it may have left from the other registry.
   *[other] {" "}{ $mails } e-mails leave; some may have left from the other registry.
}{ $inside ->
    [0] {""}
    [one] {" "}One e-mail waits in an establishment's database: it may have left already, and leaves only when you send it again.
   *[other] {" "}{ $inside } e-mails wait in establishments' databases: they may have left already, and leave only when you send them again.
}{ $jobs ->
    [0] {""}
    [one] {" "}One job can be resumed.
   *[other] {" "}{ $jobs } jobs can be resumed.
}{ $unfinished ->
    [0] {""}
    [one] {" "}One interrupted piece of work ends without a file being touched: the examination names what is left.
   *[other] {" "}{ $unfinished } interrupted pieces of work end without a file being touched: the examination names what is left.
}
store-replaced = The registry { $path } was replaced, deleted or brought to another version while the program ran: leave and start again. Nothing was done.

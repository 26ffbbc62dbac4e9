### E-mails, the outbox, and why an e-mail did not leave. Sorted by key.

action-mail-retry = Queue again
action-mail-send = Send now
action-mail-test = Test e-mail

audit-action-mail-hand-over = e-mails handed over to be sent
audit-action-mail-retry = e-mail queued again
audit-action-mail-test = test e-mail
audit-action-mail-withdraw = e-mail withdrawn
audit-object-mail = e-mail

cli-arg-mail = The e-mail's number
cli-arg-mail-again = All e-mails in this state, instead of numbers
cli-arg-mail-state = Only e-mails in this state
cli-arg-mail-to = The address to write to
cli-mail = E-mails: the outbox
cli-mail-deferred = { $count } { $count ->
    [one] e-mail waits
   *[other] e-mails wait
} for another try, the first until { $until }: { $words }. To try at once: intendant mail retry --state deferred
cli-mail-held = { $count } { $count ->
    [one] e-mail waits: its password seems
   *[other] e-mails wait: their passwords seem
} to have run out, but the server's time is in doubt. See intendant doctor.
cli-mail-list = List e-mails, the latest first
cli-mail-pending = e-mail { $state }: { $words }
cli-mail-result = E-mail { $id }: { $result }
cli-mail-retry = Send deferred, refused or uncertain e-mails again
cli-mail-round = { $sent } sent, { $deferred } deferred, { $refused } refused, { $uncertain } uncertain, { $postponed } not tried
cli-mail-round-withdrawn = { $count ->
    [one] 1 withdrawn: it no longer held (intendant mail list --state withdrawn)
   *[other] { $count } withdrawn: they no longer held (intendant mail list --state withdrawn)
}
cli-mail-send = Send all that waits, from cron for instance
cli-mail-sent = e-mail sent
cli-mail-show = Show an e-mail; the password is never in it
cli-mail-test = Send a test e-mail
cli-mail-waits = e-mail { $state }

column-created = Created
column-next = Sending
column-recipient = Recipient
column-subject = Subject
column-words = Answer

error-not-found-mail = There is no e-mail { $id }.

hint-mail-test = An address whose e-mail you can read.

mail-attempts = { $count ->
    [one] { $count } try
   *[other] { $count } tries
}
mail-body = Text
mail-cause-attachment = An attachment is missing or was altered ({ $detail }).
mail-cause-broken = The connection to the server ended before the e-mail was sent ({ $detail }).
mail-cause-build = This e-mail cannot be put together ({ $detail }).
mail-cause-ca-file = The certificate authority's file cannot be used ({ $detail }).
mail-cause-connect = The mail server cannot be reached ({ $detail }).
mail-cause-copied = It waited in a copy of the establishment's database, or beside an older registry, so it may have left already. Send it again if it did not arrive. { $detail }
mail-cause-died = Sending was interrupted while the e-mail was being given: it may have arrived. { $detail }
mail-cause-expired = The password was no longer valid and has been erased: reset it again. { $detail }
mail-cause-folder = The file cannot be written ({ $detail }).
mail-cause-gone = The establishment was deleted. { $detail }
mail-cause-id-taken = Another e-mail has the same Message-ID ({ $detail }): this one was given another. Check it, then send it again.
mail-cause-lost = The connection ended before the server's answer: the e-mail may have arrived ({ $detail }).
mail-cause-no-address = The contact has no e-mail address any more. { $detail }
mail-cause-replaced = The establishment's content was replaced, its passwords too. Reset them. { $detail }
mail-cause-same = The same e-mail has already gone to this address, for establishment { $detail }.
mail-cause-secret-file = The secret's file cannot be used ({ $detail }).
mail-cause-sign-in = The server offers no way to sign in ({ $detail }).
mail-cause-stale = The password no longer opens its account, which was changed or put back since. Reset it. { $detail }
mail-cause-superseded = E-mail { $detail } tells a newer password; this one no longer works.
mail-cause-tls = The TLS protection that was asked for could not be had ({ $detail }).
mail-cause-unreadable = A stored value of it, or of what it speaks of, is unknown to this version ({ $detail }).
mail-cause-untried = The establishment's database could not be read, so the password was not tried: it is tried again before the e-mail leaves ({ $detail }).
mail-establishment = Estab.
mail-inside-left = E-mails of establishment { $number } wait in its database and cannot leave: { $cause }
mail-kind = Kind
mail-message-id = Message-ID
mail-name = Name
mail-next = → { $at }
mail-none = No e-mail. { $add } sends a test e-mail.
mail-not-tried = It could not be tried now: the e-mail still waits.
mail-number = E-mail no.
mail-one = E-mail { $name }
mail-retried = The e-mail is queued again: it leaves in a moment.
mail-retry-question = Send “{ $subject }” to { $to } again?
mail-retry-uncertain = { $picked ->
    [one] Careful: this e-mail may already have arrived. The recipient could get it twice.
   *[other] { $count ->
        [one] Careful: { $count } of these e-mails may have arrived already. Its recipient could get it twice.
       *[other] Careful: { $count } of these e-mails may have arrived already. Their recipients could get them twice.
    }
}
mail-send-question = Send “{ $subject }” to { $to } now?
mail-sent = { $at }
mail-sent-now = The server took the e-mail.
mail-test-button = Send
mail-test-queued = Test e-mail { $number } leaves in a moment.
mail-thread-panic = Sending e-mail met an internal error; it starts again in a moment.
mail-thread-refused = { $count ->
    [one] One e-mail was refused, or may not have arrived
   *[other] { $count } e-mails were refused, or may not have arrived
}: the screen E-mails says why.
mail-tries = Tries
mail-words = { $words }

plain-help-mail-number = The number that the list gives first.
plain-help-mails = Queued, sent, deferred (the server asks to come back), refused, uncertain (perhaps arrived). Only deferred, refused and uncertain ones can be sent again.
plain-mail-line = { $id }: { $state }, { $kind }, to { $to_email }, { $created_at }{ $words ->
    [no-value] {""}
   *[other] . { $words }
}
plain-mail-number = Number of the e-mail
plain-mail-round = Sent: { $sent }. Deferred: { $deferred }. Refused: { $refused }. Uncertain: { $uncertain }.
plain-mail-sending = Sending...
plain-mail-state = E-mail { $id }: { $state }{ $words ->
    [no-value] {""}
   *[other] . { $words }
}
plain-menu-mails = E-mails

screen-mail = E-mails

why-mail-retry-first = This e-mail was stopped: queue it again first.
why-mail-sent = This e-mail has been sent.
why-mail-waits = This e-mail is queued or being sent already.
why-mail-withdrawn = This e-mail was withdrawn: what it said no longer holds.

### The screen of mails. Sorted by key.

action-mail-retry = Queue again
action-mail-send = Send now
action-mail-test = Test e-mail

column-created = Created
column-next = Sending
column-recipient = Recipient
column-subject = Subject
column-words = Answer

hint-mail-test = An address whose e-mail you can read.

mail-attempts = { $count ->
    [one] { $count } try
   *[other] { $count } tries
}
mail-body = Text
mail-establishment = Estab.
mail-kind = Kind
mail-message-id = Message-ID
mail-name = Name
mail-next = → { $at }
mail-none = No e-mail. { $add } sends a test e-mail.
mail-not-tried = It could not be tried now: the e-mail still waits.
mail-number = E-mail no.
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
mail-tries = Tries

mail-thread-panic = Sending e-mail met an internal error; it starts again in a moment.
mail-thread-refused = { $count ->
    [one] One e-mail was refused, or may not have arrived
   *[other] { $count } e-mails were refused, or may not have arrived
}: the screen E-mails says why.

why-mail-retry-first = This e-mail was stopped: queue it again first.
why-mail-sent = This e-mail has been sent.
why-mail-waits = This e-mail is queued or being sent already.
why-mail-withdrawn = This e-mail was withdrawn: what it said no longer holds.
mail-one = E-mail { $name }

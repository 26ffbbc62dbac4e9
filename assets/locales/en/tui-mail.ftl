### The screen of mails. Sorted by key.

action-mail-retry = Queue again
action-mail-send = Send now
action-mail-state = Choose a state
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
mail-count = { $at } of { $total } { $total ->
    [one] e-mail
   *[other] e-mails
}
mail-detail-title = E-mail { $number }
mail-establishment = Establishment
mail-kind = Kind
mail-message-id = Message-ID
mail-next-at = Next try
mail-none = No e-mail. { $test } sends a test e-mail.
mail-none-state = No e-mail in this state. { $back } shows them all.
mail-retried = The e-mail is queued again: it leaves in a moment.
mail-retry-question = Send “{ $subject }” to { $to } again?
mail-retry-uncertain = Careful: this e-mail may already have arrived. The recipient could get it twice.
mail-sending-now = Sending…
mail-sent-at = Sent
mail-sent-now = The server took the e-mail.
mail-state-any = All states ({ $count })
mail-state-line = { $sign } { $state } ({ $count })
mail-test-button = Send
mail-test-queued = Test e-mail { $number } leaves in a moment.
mail-tries = Tries

postman-panic = Sending e-mail met an internal error; it starts again in a moment.

why-mail-busy = Something is being sent already.
why-mail-retry-first = This e-mail was stopped: queue it again first.
why-mail-sent = This e-mail has been sent.
why-mail-waits = This e-mail is queued or being sent already.
why-mail-withdrawn = This e-mail was withdrawn: what it said no longer holds.

### The screen of mails. Sorted by key.

action-mail-retry = Queue again
action-mail-send = Send now
action-mail-state = Choose a state
action-mail-test = Test mail

column-created = Created
column-next = Sending
column-recipient = Recipient
column-subject = Subject
column-words = Answer

hint-mail-test = An address whose mail you can read.

mail-attempts = { $count ->
    [one] { $count } try
   *[other] { $count } tries
}
mail-count = { $at } of { $total } { $total ->
    [one] mail
   *[other] mails
}
mail-detail-title = Mail { $number }
mail-establishment = Establishment
mail-kind = Kind
mail-message-id = Message-ID
mail-next-at = Next try
mail-none = No mail. { $test } sends a test mail.
mail-none-state = No mail in this state. { $back } shows them all.
mail-retried = The mail is queued again: it leaves in a moment.
mail-retry-question = Send “{ $subject }” to { $to } again?
mail-retry-uncertain = Careful: this mail may already have arrived. The recipient could get it twice.
mail-sending-now = Sending…
mail-sent-at = Sent
mail-sent-now = The server took the mail.
mail-state-any = All states ({ $count })
mail-state-line = { $sign } { $state } ({ $count })
mail-test-button = Send
mail-test-queued = Test mail { $number } leaves in a moment.
mail-tries = Tries

postman-panic = Sending mail met an internal error; it starts again in a moment.

why-mail-busy = Something is being sent already.
why-mail-retry-first = This mail was stopped: queue it again first.
why-mail-sent = This mail has been sent.
why-mail-waits = This mail is queued or being sent already.
why-mail-withdrawn = This e-mail was withdrawn: what it said no longer holds.

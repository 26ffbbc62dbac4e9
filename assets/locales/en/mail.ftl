### Letters and the outbox.

## The letters. The password's place is { $password }, nowhere else.

letter-registration-subject = Registration of { $establishment } (no. { $number })
letter-registration-body =
    Hello,

    Your school is now registered with { $host }. This is what you need to
    sign in as its first administrator.

        School             : { $establishment }
        Location           : { $location }
        Number             : { $number }
        Connection address : { $url }
        Login              : { $login }
        Password           : { $password }

    This password is temporary: it is valid until { $until } and has to be
    changed at the first sign-in. Hyphens, spaces and capitals do not matter.

    Please do not forward this e-mail. If you are not the right person, or for
    any question, reply to it: { $host } will read your answer.

    Kind regards,
    { $host }

letter-reset-subject = New password for { $establishment } (no. { $number })
letter-reset-body =
    Hello,

    The password of an administrator of your school has been reset by
    { $host }. The former password no longer works.

        School             : { $establishment }
        Location           : { $location }
        Number             : { $number }
        Connection address : { $url }
        Login              : { $login }
        Password           : { $password }

    This password is temporary: it is valid until { $until } and has to be
    changed at the first sign-in. Hyphens, spaces and capitals do not matter.

    If you did not expect this e-mail, or for any question, reply to it:
    { $host } will read your answer.

    Kind regards,
    { $host }

letter-copy-subject = Copy: registration of { $establishment } (no. { $number })
letter-copy-body =
    Hello,

    A copy for the webmaster, without the password: this school is now
    registered with { $host }.

        School             : { $establishment }
        Location           : { $location }
        Number             : { $number }
        Connection address : { $url }
        Login              : { $login }

    The password was sent to the contact, and to nobody else.

        Contact            : { $contact }
        E-mail             : { $email }

    { $host }

letter-test-subject = Test e-mail from { $host }
letter-test-body =
    Hello,

    If you can read this, e-mails leave and arrive. Accents must be intact:
    é è à ù ç œ €.

        Host               : { $host }
        Connection address : { $url }
        Sender             : { $sender }
        Bounce address     : { $bounce }
        Asked for on       : { $date }

letter-moment = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
    [12] December
   *[other] { $month }
} { $year } at { $hour }:{ $minute }

## Why a mail did not leave

mail-words = { $words }
mail-cause-attachment = An attachment is missing or was altered ({ $detail }).
mail-cause-broken = The connection to the server ended before the e-mail was sent ({ $detail }).
mail-cause-build = This e-mail cannot be put together ({ $detail }).
mail-cause-ca-file = The certificate authority's file cannot be used ({ $detail }).
mail-cause-connect = The mail server cannot be reached ({ $detail }).
mail-cause-copied = It waited in a copy of the establishment's database, or beside an older registry, so it may have left already. Send it again if it did not arrive. { $detail }
mail-cause-died = Sending was interrupted while the e-mail was being given: it may have arrived. { $detail }
mail-cause-expired = The password was no longer valid and has been erased: reset it again. { $detail }
mail-cause-folder = The file cannot be written ({ $detail }).
mail-cause-id-taken = Another e-mail has the same Message-ID ({ $detail }): this one was given another. Check it, then send it again.
mail-cause-gone = The establishment was deleted. { $detail }
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
mail-inside-left = E-mails of establishment { $number } wait in its database and cannot leave: { $cause }

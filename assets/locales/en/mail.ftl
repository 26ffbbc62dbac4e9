### Letters and the outbox.

## The letters. The password's place is { $password }, nowhere else.

letter-registration-subject = Registration of { $establishment } (no. { $number })
letter-registration-body =
    Hello,

    Your school is now registered with { $host }:

        { $establishment }
        { $location }
        School no. { $number }

    This is what you need to sign in as its first administrator.

        Connection address : { $url }
        Login              : { $login }
        Password           : { $password }

    This password is a temporary one. It is valid until { $until } and works
    once: when you first sign in you will be asked for a new password of your own
    choice. Hyphens, spaces and capitals do not matter.

    Please do not forward this mail. If you are not the right person, simply
    reply to it: { $host } will read your answer.

    Kind regards,
    { $host }

letter-reset-subject = New password for { $establishment } (no. { $number })
letter-reset-body =
    Hello,

    { $host } has reset the password of an administrator of your school:

        { $establishment }
        { $location }
        School no. { $number }

        Connection address : { $url }
        Login              : { $login }
        Password           : { $password }

    The former password no longer works. The new one is temporary: it is valid
    until { $until } and works once. When they first sign in, the administrator
    will be asked for a password of their own choice. Hyphens, spaces and capitals
    do not matter.

    If you did not expect this mail, reply to it: { $host } will read your answer.

    Kind regards,
    { $host }

letter-copy-subject = Copy: registration of { $establishment } (no. { $number })
letter-copy-body =
    Hello,

    A copy for the webmaster, without the password. This school is registered
    with { $host }:

        { $establishment }
        { $location }
        School no. { $number }

        Connection address : { $url }
        Login              : { $login }

    The password was sent to the contact only:

        { $contact }
        { $email }

    { $host }

letter-test-subject = Test mail from { $host }
letter-test-body =
    Hello,

    If you can read this, mails from { $host } leave and arrive. Accents
    must be intact: é è à ù ç œ € « ».

        Asked for on       : { $date }
        Connection address : { $url }
        Sender             : { $sender }
        Bounces            : { $bounce }

    { $host }

## Why a mail did not leave

mail-words = { $words }
mail-cause-broken = The connection to the server ended before the mail was sent ({ $detail }).
mail-cause-build = This mail cannot be put together ({ $detail }).
mail-cause-ca-file = The certificate authority's file cannot be used ({ $detail }).
mail-cause-connect = The mail server cannot be reached ({ $detail }).
mail-cause-died = Sending was interrupted while the mail was being given: it may have arrived. { $detail }
mail-cause-expired = The password was no longer valid and has been erased: reset it again. { $detail }
mail-cause-folder = The file cannot be written ({ $detail }).
mail-cause-lost = The connection ended before the server's answer: the mail may have arrived ({ $detail }).
mail-cause-secret-file = The secret's file cannot be used ({ $detail }).
mail-cause-sign-in = The server offers no way to sign in ({ $detail }).
mail-cause-tls = The TLS protection that was asked for could not be had ({ $detail }).

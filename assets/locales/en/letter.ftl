### Letters. The place of the password is { $password }, and nowhere else. Sorted by key.

letter-address-changed-body =
    Hello,

    The e-mail address of your account at your school was changed: it is
    this one no more. From now on what opens the account goes to the other.

        School             : { $establishment }
        Location           : { $location }
        Number             : { $number }
        Connection address : { $url }
        Login              : { $login }

    If you did not expect this, tell your school at once.

    Kind regards,
    { $host }
letter-address-changed-subject = Your e-mail address was changed: { $establishment } (no. { $number })
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
letter-copy-subject = Copy: registration of { $establishment } (no. { $number })
letter-first-password-body =
    Hello,

    An account has been opened for you at your school.

        School             : { $establishment }
        Location           : { $location }
        Number             : { $number }
        Connection address : { $url }
        Login              : { $login }
        Password           : { $password }

    To sign in, give the school's number, your login and this password. It
    is temporary: it is valid until { $until } and has to be
    changed at the first sign-in. Hyphens, spaces and capitals do not matter.

    Please do not forward this e-mail. For any question, ask your school.

    Kind regards,
    { $host }
letter-first-password-subject = Your account: { $establishment } (no. { $number })
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
letter-new-password-body =
    Hello,

    An administrator of your school has given your account a new password.
    The former password no longer works.

        School             : { $establishment }
        Location           : { $location }
        Number             : { $number }
        Connection address : { $url }
        Login              : { $login }
        Password           : { $password }

    To sign in, give the school's number, your login and this password. It
    is temporary: it is valid until { $until } and has to be
    changed at the first sign-in. Hyphens, spaces and capitals do not matter.

    If you did not expect this e-mail, or for any question, ask your school.

    Kind regards,
    { $host }
letter-new-password-subject = New password: { $establishment } (no. { $number })
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
letter-registration-subject = Registration of { $establishment } (no. { $number })
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
letter-reset-code-body =
    Hello,

    Somebody, most likely you, has asked to choose another password for your
    account. This is the code to type.

        School             : { $establishment }
        Location           : { $location }
        Number             : { $number }
        Connection address : { $url }
        Login              : { $login }
        Code               : { $password }

    It can be used once, until { $until }. Hyphens, spaces and
    capitals do not matter. Asking for another code, or changing the
    password, makes it void.

    If you did not ask for it, do nothing: your password has not changed.
    Give this code to nobody.

    Kind regards,
    { $host }
letter-reset-code-subject = Code for another password: { $establishment } (no. { $number })
letter-reset-subject = New password for { $establishment } (no. { $number })
letter-test-body =
    Hello,

    If you can read this, e-mails leave and arrive. Accents must be intact:
    é è à ù ç œ €.

        Host               : { $host }
        Connection address : { $url }
        Sender             : { $sender }
        Bounce address     : { $bounce }
        Asked for on       : { $date }
letter-test-subject = Test e-mail from { $host }

### Labels of fields, and what can be wrong with a value. Sorted by key.

# The names are those of `Field::name`.
field-label = { $field }
field-label-body = Text
field-label-confirmation = Confirmation
field-label-current-password = Current password
field-label-data-dir = Data directory
field-label-email = E-mail
field-label-establishment = Establishment
field-label-file = File
field-label-first-name = First name
field-label-format = Format
field-label-from = From
field-label-last-name = Last name
field-label-login = Login
field-label-password = Password
field-label-password-again = Password again
field-label-reason = Reason
field-label-recipient = Recipient
field-label-since = Since
field-label-subject = Subject
field-label-until = Until
new-password-label = New password
problem-brace-stray = Line { $line }, column { $column }: this brace closes nothing; double it to write it as it is.
problem-brace-unclosed = Line { $line }, column { $column }: this brace is not closed; close it on the same line, or double it to write it as it is.
problem-changed = Somebody else has changed this value meanwhile: compare both before saving.
problem-count-differs = The number is not the same: type { $wanted }.
problem-confirmation-differs = This is not the text to type: copy it exactly.
problem-confirmation-of-gone = This login was last that of { $name }, who was deleted: type these names to erase that person.
problem-extra-cells = { $found } { $found ->
    [one] cell
   *[other] cells
} for { $expected } { $expected ->
    [one] column
   *[other] columns
}. A cell probably holds the separator: put it between quotes.
problem-file-is = This is { $standing }, not a file.
problem-file-not-owned = This file belongs to { $owner }: give it with chown to whoever runs intendant.
problem-file-not-private = Others than its owner can read this file: run chmod 600 on it.
problem-file-not-utf8 = This file is not in UTF-8 (at byte { $byte }): save it in UTF-8.
problem-file-outside = A remote session may only use files inside the exchange folder.
problem-file-own = Files of the exchange folder are their owner's: yours are those whose names begin with { $prefix }.
problem-file-unreadable = This file cannot be read: { $cause }.
problem-formula = This is a spreadsheet's formula: put its result here.
problem-in-the-past = This day has passed: give a later one.
problem-kept-cells = This row had { $extra } { $extra ->
    [one] filled cell
   *[other] filled cells
} more than there are columns: { $extra ->
    [one] it is kept
   *[other] they are kept
} at the end of the last column, behind a ␟. A cell probably held the separator: put each text back into its column, and take the ␟ away.
problem-login-hyphen = Do not begin with a hyphen: a command would read an option there.
problem-login-shape = Use only unaccented letters, digits, dot, hyphen and underscore.
problem-login-used = Another account has this login: choose a different one.
problem-missing = This field must be filled in.
problem-not-a-choice = This is not one of the choices.
problem-not-a-date = This is not a date: write 2030-08-31 or 31/08/2030.
problem-not-a-file-name = This name will not do for an attachment: no "/", no dot at the beginning.
problem-not-a-machine = This is not the name or address of a machine: mx.example.com, 192.0.2.1.
problem-not-a-number = Give a whole number from { $min } to { $max }.
problem-not-a-public-key = This is not a public key: “age-keygen” makes one, it begins with age1.
problem-not-a-url = This is not a web address: it begins with https:// or http://.
problem-not-an-email = This is not an e-mail address: write it as name@domain.fr.
problem-password-personal = This password contains the login, a name or the host's name: choose another one.
problem-password-same = This is the current password: choose another one.
problem-password-weak = This password is too easy to guess (10^{ $guesses } tries, 10^{ $needed } are needed): use several uncommon words.
problem-password-wrong = The current password is not right.
problem-passwords-differ = The two entries differ: type the same password twice.
problem-placeholder-misspelt = Line { $line }, column { $column }: there is no placeholder "{ $name }"; perhaps "{ $suggestion }"?
problem-placeholder-unknown = Line { $line }, column { $column }: there is no placeholder "{ $name }". Placeholders: contact.first_name, contact.last_name, contact.name, contact.email, establishment.name, establishment.number, establishment.location, establishment.uai, zone.name, zone.number, url, host.name, host.sender.
problem-spreadsheet-error = This is the error of a spreadsheet's formula: put the right value here.
problem-too-large = This is too large: at most { $max } MiB altogether.
problem-too-long = This is too long: at most { $max } { $max ->
    [one] character
   *[other] characters
}.
problem-too-many = These are too many: at most { $max }.
problem-too-short = This is too short: at least { $min } { $min ->
    [one] character
   *[other] characters
}.
problem-unsafe = Character { $position } ({ $code }) is not accepted here: remove it.
problem-unstorable = This value is not accepted ({ $detail }).

# The rules are those of `domain::access::decide`.
refusal = { $rule ->
    [H1] Sign in first.
    [H2] Only the program itself may do this.
    [H3] Only a webmaster who has signed in may do this, not the owner of the data directory.
    [H4] You are an observer: you read everything and change nothing (rule H4). Ask a webmaster who administers everything.
    [H5] This is not in your zones (rule H5). Ask a webmaster who is in charge of it, or who administers everything.
    [H6] This concerns the whole host, not your zones alone (rule H6). Ask a webmaster who administers everything.
    [H7] In support without a reason one looks and changes nothing (rule H7). Give the reason to act.
    [H8] A webmaster sees as somebody else in support only (rule H8). Enter the establishment for support first.
    [P0] People of an establishment, and whoever entered it for support, act inside it alone.
    [P1] You cannot go on: sign in again to learn why.
    [P2] Only the person whose account it is may do this.
    [P3] You see the console as somebody else: nothing is changed that way (rule P3). Return to your own to act.
   *[other] This is not permitted (rule { $rule }).
}
problem-postcode = This is not a postcode: it has five digits, 75001 or 01500; those of Corsica begin with 20 (20000 Ajaccio), not with 2A or 2B.

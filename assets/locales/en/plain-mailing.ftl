### Plain mode: writing a mail to many. Sorted by key.

plain-act-mail = Write an e-mail
plain-help-mailing = The e-mail goes to the contact of each ticked establishment, with its own values. Nothing leaves before the count is typed.
plain-help-lines = Each line is a line of the text; an empty line separates paragraphs; a single dot ends it.
plain-help-mailing-next = Enter shows the next e-mail, a number that one, 0 goes back.
plain-help-mailing-placeholders = In braces, replaced by the establishment's value: contact.first_name, contact.last_name, contact.name, contact.email, establishment.name, establishment.number, establishment.location, establishment.uai, zone.name, zone.number, url, host.name, host.sender. Double a brace to write it as it is.
plain-help-mailing-template = The number or the name of a template; Enter to write a new letter.
plain-help-mailing-test = An address of your own; the test has the values of the first establishment.
plain-mailing = E-mail to { $count } { $count ->
    [one] ticked establishment
   *[other] ticked establishments
}.
plain-mailing-body = Write the text again
plain-mailing-go = Prepare the sending
plain-mailing-how = Type the text line by line; a single dot ends it. The placeholders:
plain-mailing-line = Line { $line }
plain-mailing-next = Next page, or a number
plain-mailing-page = E-mail { $page } of { $pages }: { $name }, to { $to }
plain-mailing-pages = Read the e-mails
plain-mailing-subject = Change the subject
plain-mailing-template = Template
plain-mailing-test = Send a test

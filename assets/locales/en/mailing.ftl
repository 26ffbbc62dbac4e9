### Letters to many: their fields, the letter, its trial. Sorted by key.

action-establishment-mail = Write an e-mail

cli-arg-attach = File to attach; several are possible
cli-arg-body = File with the text, or - for standard input
cli-arg-preview = Show the first e-mails, and send nothing
cli-arg-test-to = Only send a test to this address, with the values of the first establishment
cli-label-empty = Empty placeholders
cli-mails-wait = The e-mails wait in the outbox: they leave while a console is open, or with "intendant mail send".
cli-placeholders = Placeholders of subject and text (double a brace to write it as it is):
cli-preview-no-address = (the contact has no e-mail address)

field-label-attachment = Attachment

hint-mailing-attach = The name of a file; over SSH, a name in the exchange folder.
hint-mailing-test = The test goes with the values of the first establishment.

job-mails = E-mails: { $mails }

mailing-attach-button = Attach
mailing-attach-title = Attach a file
mailing-begun = The e-mails are prepared; the screens Jobs and E-mails show what follows.
mailing-button = Prepare the sending
mailing-empty = Empty placeholders here: { $names }
mailing-file-add = Attach a file…
mailing-file-remove = Take { $name } away ({ $size })
mailing-files = Attachments: { $files }
mailing-files-title = Attachments
mailing-keys = F2 placeholders · F3 preview · F4 test · F5 attachments · F6 templates · F9 prepare the sending · Ctrl-_ undo · Esc leave (or Ctrl-N, P, T, O, Y, G)
mailing-load-question = What is written will be replaced by the template.
mailing-name-title = Name of the template
mailing-no-address = (the contact has no e-mail address: nothing will be written)
mailing-page-gone = This establishment is no longer there.
mailing-pages-keys = PgUp PgDn page · a number then Enter · ↑ ↓ scroll · Esc back
mailing-pages-title = E-mail { $page } of { $pages }
mailing-pages-typed = Page { $page } ▏ Enter go there · Esc
mailing-subject = Subject
mailing-template = { $name }
mailing-template-load = Begin with this template
mailing-template-new = Keep this letter as a new template…
mailing-template-replace = Put this letter in its place
mailing-template-screen = Edit, rename or delete templates…
mailing-templates-title = Letter templates
mailing-test-title = Test
mailing-title = { $count ->
    [one] Write an e-mail to { $count } contact
   *[other] Write an e-mail to { $count } contacts
}{ $without ->
    [0] {""}
   *[other] , { $without } of them without an address
}

# The names are those of `Placeholder::name`, with a hyphen in the place of the dot.
placeholder = { $name ->
    [contact-first_name] contact's first name
    [contact-last_name] contact's last name, in capitals
    [contact-name] contact's last and first name
    [contact-email] contact's e-mail address
    [establishment-name] denomination
    [establishment-number] number
    [establishment-location] location
    [establishment-uai] UAI
    [zone-name] zone's name
    [zone-number] zone's number
    [url] connection address
    [host-name] host's name
    [host-sender] sender of the e-mails
   *[other] { $name }
}

plain-act-mail = Write an e-mail
plain-help-lines = Each line is a line of the text; an empty line separates paragraphs; a single dot ends it.
plain-help-mailing = The e-mail goes to the contact of each ticked establishment, with its own values. Nothing leaves before the count is typed.
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

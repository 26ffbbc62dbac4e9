### Screens: writing a mail to many. Sorted by key.

action-establishment-mail = Write an e-mail
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

### Command line: mails to many and letter templates. Sorted by key.

cli-arg-attach = File to attach; several are possible
cli-arg-body = File with the text, or - for standard input
cli-arg-preview = Show the first e-mails, and send nothing
cli-arg-test-to = Only send a test to this address, with the values of the first establishment
cli-label-empty = Empty placeholders
cli-mails-wait = The e-mails wait in the outbox: they leave while a console is open, or with "intendant mail send".
cli-placeholders = Placeholders of subject and text (double a brace to write it as it is):
cli-preview-no-address = (the contact has no e-mail address)

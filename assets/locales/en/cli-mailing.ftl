### Command line: mails to many and letter templates. Sorted by key.

cli-arg-attach = File to attach; several are possible
cli-arg-body = File with the text, or - for standard input
cli-arg-preview = Show the first e-mails, and send nothing
cli-arg-template = Letter template to begin with
cli-arg-template-body = File with the text, or - for standard input; placeholders, in braces: contact.first_name, contact.last_name, contact.name, contact.email, establishment.name, establishment.number, establishment.location, establishment.uai, zone.name, zone.number, url, host.name, host.sender
cli-arg-template-name = Name of the template
cli-arg-test-to = Only send a test to this address, with the values of the first establishment
cli-establishment-mail = Write an e-mail to the contacts of establishments
cli-label-empty = Empty placeholders
cli-mails-wait = The e-mails wait in the outbox: they leave while a console is open, or with "intendant mail send".
cli-placeholders = Placeholders of subject and text (double a brace to write it as it is):
cli-preview-no-address = (the contact has no e-mail address)
cli-template = Letter templates
cli-template-add = Add a template
cli-template-delete = Delete a template
cli-template-deleted = Template "{ $name }" deleted.
cli-template-edit = Edit a template
cli-template-list = List the templates
cli-template-saved = Template "{ $name }" saved.

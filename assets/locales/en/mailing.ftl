### Mails to many: the placeholders of a letter.

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
field-label-attachment = Attachment

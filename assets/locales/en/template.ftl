### Letter templates. Sorted by key.

action-template-add = Add
action-template-delete = Delete
action-template-edit = Edit

audit-action-template-add = letter template added
audit-action-template-delete = letter template deleted
audit-action-template-edit = letter template changed
audit-action-template-undo-add = template taken away
audit-action-template-undo-delete = template brought back
audit-action-template-undo-edit = editing of template undone
audit-object-template = letter template

cli-arg-template = Letter template to begin with
cli-arg-template-body = File with the text, or - for standard input; placeholders, in braces: contact.first_name, contact.last_name, contact.name, contact.email, establishment.name, establishment.number, establishment.location, establishment.uai, zone.name, zone.number, url, host.name, host.sender
cli-arg-template-name = Name of the template
cli-template = Letter templates
cli-template-add = Add a template
cli-template-delete = Delete a template
cli-template-deleted = Template "{ $name }" deleted.
cli-template-edit = Edit a template
cli-template-list = List the templates
cli-template-saved = Template "{ $name }" saved.

error-not-found-template = There is no template "{ $id }".

field-label-template-name = Name of the template

job-kind-template-add = Add a template
job-kind-template-delete = Delete a template
job-kind-template-edit = Edit a template
job-kind-undo-template-add = Undo the addition of a template
job-kind-undo-template-delete = Undo the deletion of a template
job-kind-undo-template-edit = Undo the editing of a template
job-start-question-template-add = Add { $count } { $count ->
    [one] template
   *[other] templates
}?
job-start-question-template-delete = Delete { $count } { $count ->
    [one] template
   *[other] templates
}?
job-start-question-template-edit = Edit { $count } { $count ->
    [one] template
   *[other] templates
}?
job-start-question-undo-template-add = Remove { $count } { $count ->
    [one] template that was added
   *[other] templates that were added
}?
job-start-question-undo-template-delete = Bring back { $count } { $count ->
    [one] deleted template
   *[other] deleted templates
}?
job-start-question-undo-template-edit = Undo the editing of { $count } { $count ->
    [one] template
   *[other] templates
}?

plain-help-templates = Letters that are kept to be written again, each under its name.

problem-template-name-used = Another template has this name: choose a different one.

screen-templates = Letter templates

template-add-title = New letter template
template-column-body = Text
template-column-name = Name of the template
template-column-subject = Subject
template-delete-question = Delete the template "{ $name }"?
template-edit-title = Template "{ $name }"
template-sentence = { $name }: { $subject }
templates-count = { $templates } { $templates ->
    [one] template
   *[other] templates
}
templates-none = No template: { $add } adds one.

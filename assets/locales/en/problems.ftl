### Labels of fields, and what can be wrong with a value.

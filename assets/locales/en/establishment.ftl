### Establishments.

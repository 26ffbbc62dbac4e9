### Webmestres.

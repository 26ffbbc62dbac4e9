### Textes d'aide.

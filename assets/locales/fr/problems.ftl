### Libellés des champs, et ce qui peut ne pas aller dans une valeur.

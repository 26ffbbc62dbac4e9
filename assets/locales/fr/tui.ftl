### Écrans.

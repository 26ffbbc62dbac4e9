### Journal des actions sensibles.

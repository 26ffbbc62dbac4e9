### Travaux : avancement, annulation, résultats.

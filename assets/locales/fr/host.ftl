### Identité de l'hébergement et envoi des courriels.

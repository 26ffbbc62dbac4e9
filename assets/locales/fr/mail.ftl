### Courriels et boîte d'envoi.

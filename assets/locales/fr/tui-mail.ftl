### L'écran des courriels. Trié par clé.

action-mail-retry = Remettre en attente
action-mail-send = Envoyer maintenant
action-mail-test = Courriel d'essai

column-created = Créé le
column-next = Envoi
column-recipient = Destinataire
column-subject = Objet
column-words = Réponse

hint-mail-test = Une adresse que vous pouvez lire.

mail-attempts = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
}
mail-body = Texte
mail-establishment = Étab.
mail-kind = Sorte
mail-message-id = Message-ID
mail-name = Nom
mail-next = → { $at }
mail-none = Aucun courriel. { $add } envoie un courriel d'essai.
mail-not-tried = L'envoi n'a pas pu être essayé maintenant : le courriel attend toujours.
mail-number = Courriel n°
mail-retried = Le courriel est remis en attente : il part dans un instant.
mail-retry-question = Renvoyer « { $subject } » à { $to } ?
mail-retry-uncertain = { $picked ->
    [one] Attention : ce courriel est peut-être déjà arrivé. Le destinataire pourrait le recevoir deux fois.
   *[other] { $count ->
        [one] Attention : { $count } de ces courriels est peut-être déjà arrivé. Son destinataire pourrait le recevoir deux fois.
       *[other] Attention : { $count } de ces courriels sont peut-être déjà arrivés. Leurs destinataires pourraient les recevoir deux fois.
    }
}
mail-send-question = Envoyer maintenant « { $subject } » à { $to } ?
mail-sent = { $at }
mail-sent-now = Le serveur a pris le courriel.
mail-test-button = Envoyer
mail-test-queued = Le courriel d'essai { $number } part dans un instant.
mail-tries = Essais

mail-thread-panic = L'envoi des courriels a rencontré une erreur interne ; il reprendra dans un instant.
mail-thread-refused = { $count ->
    [one] Un courriel a été refusé, ou n'est peut-être pas arrivé
   *[other] { $count } courriels ont été refusés, ou ne sont peut-être pas arrivés
} : l'écran Courriels dit pourquoi.

why-mail-retry-first = Ce courriel a été arrêté : remettez-le d'abord en attente.
why-mail-sent = Ce courriel est déjà envoyé.
why-mail-waits = Ce courriel est déjà en attente ou en cours d'envoi.
why-mail-withdrawn = Ce courriel a été retiré : ce qu'il disait n'est plus exact.
mail-one = Courriel { $name }

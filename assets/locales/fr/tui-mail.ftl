### L'écran des courriels. Trié par clé.

action-mail-retry = Remettre en attente
action-mail-send = Envoyer maintenant
action-mail-state = Choisir un état
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
mail-count = { $at } sur { $total } { $total ->
    [one] courriel
   *[other] courriels
}
mail-detail-title = Courriel { $number }
mail-establishment = Établissement
mail-kind = Sorte
mail-message-id = Message-ID
mail-next-at = Prochain essai
mail-none = Aucun courriel. { $test } envoie un courriel d'essai.
mail-none-state = Aucun courriel dans cet état. { $back } les montre tous.
mail-retried = Le courriel est remis en attente : il part dans un instant.
mail-retry-question = Renvoyer « { $subject } » à { $to } ?
mail-retry-uncertain = Attention : ce courriel est peut-être déjà arrivé. Le destinataire pourrait le recevoir deux fois.
mail-sending-now = Envoi en cours…
mail-sent-at = Envoyé le
mail-sent-now = Le serveur a pris le courriel.
mail-state-any = Tous les états ({ $count })
mail-state-line = { $sign } { $state } ({ $count })
mail-test-button = Envoyer
mail-test-queued = Le courriel d'essai { $number } part dans un instant.
mail-tries = Essais

postman-panic = L'envoi des courriels a rencontré une erreur interne ; il reprendra dans un instant.

why-mail-busy = Un envoi est déjà en cours.
why-mail-retry-first = Ce courriel a été arrêté : remettez-le d'abord en attente.
why-mail-sent = Ce courriel est déjà envoyé.
why-mail-waits = Ce courriel est déjà en attente ou en cours d'envoi.
why-mail-withdrawn = Ce courriel a été retiré : ce qu'il disait n'est plus exact.

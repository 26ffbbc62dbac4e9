### Courriels, boîte d'envoi, et pourquoi un courriel n'est pas parti. Trié par clé.

action-mail-retry = Remettre en attente
action-mail-send = Envoyer maintenant
action-mail-test = Courriel d'essai

audit-action-mail-hand-over = courriels transmis pour envoi
audit-action-mail-retry = courriel remis en attente
audit-action-mail-test = courriel d'essai
audit-action-mail-withdraw = courriel retiré
audit-object-mail = courriel

cli-arg-mail = Le numéro du courriel
cli-arg-mail-again = Tous les courriels dans cet état, au lieu de numéros
cli-arg-mail-state = Seulement les courriels dans cet état
cli-arg-mail-to = L'adresse à laquelle écrire
cli-mail = Courriels : la boîte d'envoi
cli-mail-deferred = { $count } { $count ->
    [one] courriel attend
   *[other] courriels attendent
} un autre essai, le premier jusqu'au { $until } : { $words }. Pour essayer tout de suite : intendant mail retry --state deferred
cli-mail-held = { $count } { $count ->
    [one] courriel attend : son mot de passe semble périmé
   *[other] courriels attendent : leurs mots de passe semblent périmés
}, mais l'heure du serveur est douteuse. Voyez intendant doctor.
cli-mail-list = Lister les courriels, les derniers d'abord
cli-mail-pending = courriel { $state } : { $words }
cli-mail-result = Courriel { $id } : { $result }
cli-mail-retry = Envoyer de nouveau des courriels différés, refusés ou incertains
cli-mail-round = { $sent } { $sent ->
    [one] envoyé
   *[other] envoyés
}, { $deferred } { $deferred ->
    [one] différé
   *[other] différés
}, { $refused } { $refused ->
    [one] refusé
   *[other] refusés
}, { $uncertain } { $uncertain ->
    [one] incertain
   *[other] incertains
}, { $postponed } { $postponed ->
    [one] non tenté
   *[other] non tentés
}
cli-mail-round-withdrawn = { $count ->
    [one] 1 retiré : il n'était plus exact (intendant mail list --state withdrawn)
   *[other] { $count } retirés : ils n'étaient plus exacts (intendant mail list --state withdrawn)
}
cli-mail-send = Envoyer tout ce qui attend, par exemple depuis cron
cli-mail-sent = courriel envoyé
cli-mail-show = Montrer un courriel ; le mot de passe n'y est jamais
cli-mail-test = Envoyer un courriel d'essai
cli-mail-waits = courriel { $state }

column-created = Créé le
column-next = Envoi
column-recipient = Destinataire
column-subject = Objet
column-words = Réponse

error-not-found-mail = Le courriel { $id } n'existe pas.

hint-mail-test = Une adresse que vous pouvez lire.

mail-attempts = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
}
mail-body = Texte
mail-cause-attachment = Une pièce jointe manque ou a été altérée ({ $detail }).
mail-cause-broken = La connexion au serveur s'est interrompue avant l'envoi ({ $detail }).
mail-cause-build = Ce courriel ne peut pas être composé ({ $detail }).
mail-cause-ca-file = Le fichier de l'autorité de certification n'est pas utilisable ({ $detail }).
mail-cause-connect = Le serveur de courriel n'est pas joignable ({ $detail }).
mail-cause-copied = Il attendait dans une copie de la base de l'établissement, ou à côté d'un registre plus ancien, il est donc peut-être déjà parti. Renvoyez-le s'il n'est pas arrivé. { $detail }
mail-cause-died = L'envoi a été interrompu pendant la transmission : le courriel est peut-être arrivé. { $detail }
mail-cause-expired = Le mot de passe n'était plus valable et a été effacé : initialisez-le à nouveau. { $detail }
mail-cause-folder = Le fichier ne peut pas être écrit ({ $detail }).
mail-cause-gone = L'établissement a été supprimé. { $detail }
mail-cause-id-taken = Un autre courriel a le même Message-ID ({ $detail }) : celui-ci en a reçu un autre. Vérifiez-le, puis renvoyez-le.
mail-cause-lost = La connexion s'est interrompue avant la réponse du serveur : le courriel est peut-être arrivé ({ $detail }).
mail-cause-no-address = Le contact n'a plus d'adresse de courriel. { $detail }
mail-cause-replaced = Le contenu de l'établissement a été remplacé, ses mots de passe aussi. Initialisez-les. { $detail }
mail-cause-same = Le même courriel est déjà parti à cette adresse, pour l'établissement { $detail }.
mail-cause-secret-file = Le fichier du secret n'est pas utilisable ({ $detail }).
mail-cause-sign-in = Le serveur ne propose aucun moyen de s'authentifier ({ $detail }).
mail-cause-stale = Le mot de passe n'ouvre plus son compte, qui a été modifié ou remis dans un état antérieur depuis. Réinitialisez-le. { $detail }
mail-cause-superseded = Le courriel { $detail } donne un mot de passe plus récent, celui-ci ne fonctionne plus.
mail-cause-tls = La protection TLS demandée n'a pas pu être établie ({ $detail }).
mail-cause-unreadable = Une valeur enregistrée du courriel, ou de ce dont il parle, est inconnue de cette version ({ $detail }).
mail-cause-untried = La base de l'établissement n'a pas pu être lue, le mot de passe n'a donc pas été essayé : il le sera avant l'envoi du courriel ({ $detail }).
mail-establishment = Étab.
mail-inside-left = Des courriels de l'établissement { $number } attendent dans sa base et ne peuvent pas partir : { $cause }
mail-kind = Sorte
mail-message-id = Message-ID
mail-name = Nom
mail-next = → { $at }
mail-none = Aucun courriel. { $add } envoie un courriel d'essai.
mail-not-tried = L'envoi n'a pas pu être essayé maintenant : le courriel attend toujours.
mail-number = Courriel n°
mail-one = Courriel { $name }
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
mail-thread-panic = L'envoi des courriels a rencontré une erreur interne ; il reprendra dans un instant.
mail-thread-refused = { $count ->
    [one] Un courriel a été refusé, ou n'est peut-être pas arrivé
   *[other] { $count } courriels ont été refusés, ou ne sont peut-être pas arrivés
} : l'écran Courriels dit pourquoi.
mail-tries = Essais
mail-words = { $words }

plain-help-mail-number = Le numéro que la liste donne en premier.
plain-help-mails = En attente, envoyés, différés (le serveur demande de revenir), refusés, incertains (peut-être arrivés). Seuls les différés, refusés et incertains peuvent être renvoyés.
plain-mail-line = { $id } : { $state }, { $kind }, à { $to_email }, { $created_at }{ $words ->
    [no-value] {""}
   *[other] . { $words }
}
plain-mail-number = Numéro du courriel
plain-mail-round = Envoyés : { $sent }. Différés : { $deferred }. Refusés : { $refused }. Incertains : { $uncertain }.
plain-mail-sending = Envoi en cours...
plain-mail-state = Courriel { $id } : { $state }{ $words ->
    [no-value] {""}
   *[other] . { $words }
}
plain-menu-mails = Courriels

screen-mail = Courriels

why-mail-retry-first = Ce courriel a été arrêté : remettez-le d'abord en attente.
why-mail-sent = Ce courriel est déjà envoyé.
why-mail-waits = Ce courriel est déjà en attente ou en cours d'envoi.
why-mail-withdrawn = Ce courriel a été retiré : ce qu'il disait n'est plus exact.

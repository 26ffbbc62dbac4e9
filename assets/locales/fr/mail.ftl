### Courriels et boîte d'envoi.

## Les lettres. La place du mot de passe est { $password }, nulle part ailleurs.

letter-registration-subject = Inscription de { $establishment } (n° { $number })
letter-registration-body =
    Bonjour,

    Votre établissement est désormais inscrit auprès de { $host } :

        { $establishment }
        { $location }
        Établissement n° { $number }

    Voici de quoi vous connecter en tant que premier administrateur.

        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }
        Mot de passe         : { $password }

    Ce mot de passe est provisoire. Il est valable jusqu'au { $until } et
    ne sert qu'une fois : un nouveau mot de passe, choisi par vous, vous sera
    demandé à la première connexion. Les tirets, les espaces et les majuscules
    n'ont pas d'importance.

    Ne transférez pas ce courriel. Si vous n'êtes pas la bonne personne,
    répondez-y simplement : { $host } vous lira.

    Cordialement,
    { $host }

letter-reset-subject = Nouveau mot de passe pour { $establishment } (n° { $number })
letter-reset-body =
    Bonjour,

    { $host } a initialisé le mot de passe d'un administrateur de
    votre établissement :

        { $establishment }
        { $location }
        Établissement n° { $number }

        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }
        Mot de passe         : { $password }

    L'ancien mot de passe ne fonctionne plus. Le nouveau est provisoire : il est
    valable jusqu'au { $until } et ne sert qu'une fois. Un mot de passe
    choisi par l'administrateur lui sera demandé à la première connexion. Les
    tirets, les espaces et les majuscules n'ont pas d'importance.

    Si vous n'attendiez pas ce courriel, répondez-y : { $host } vous
    lira.

    Cordialement,
    { $host }

letter-copy-subject = Copie : inscription de { $establishment } (n° { $number })
letter-copy-body =
    Bonjour,

    Copie pour le webmestre, sans le mot de passe. Cet établissement est inscrit
    auprès de { $host } :

        { $establishment }
        { $location }
        Établissement n° { $number }

        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }

    Le mot de passe a été envoyé seulement au contact référent :

        { $contact }
        { $email }

    { $host }

letter-test-subject = Courriel d'essai de { $host }
letter-test-body =
    Bonjour,

    Si vous lisez ces lignes, les courriels de { $host } partent et
    arrivent. Les accents doivent être intacts : é è à ù ç œ € « ».

        Demandé le          : { $date }
        Adresse de connexion : { $url }
        Expéditeur          : { $sender }
        Retours             : { $bounce }

    { $host }

## Pourquoi un courriel n'est pas parti

mail-words = { $words }
mail-cause-broken = La connexion au serveur s'est interrompue avant l'envoi ({ $detail }).
mail-cause-build = Ce courriel ne peut pas être composé ({ $detail }).
mail-cause-ca-file = Le fichier de l'autorité de certification n'est pas utilisable ({ $detail }).
mail-cause-connect = Le serveur de courriel n'est pas joignable ({ $detail }).
mail-cause-died = L'envoi a été interrompu pendant la transmission : le courriel est peut-être arrivé. { $detail }
mail-cause-expired = Le mot de passe n'était plus valable et a été effacé : initialisez-le à nouveau. { $detail }
mail-cause-folder = Le fichier ne peut pas être écrit ({ $detail }).
mail-cause-lost = La connexion s'est interrompue avant la réponse du serveur : le courriel est peut-être arrivé ({ $detail }).
mail-cause-secret-file = Le fichier du secret n'est pas utilisable ({ $detail }).
mail-cause-sign-in = Le serveur ne propose aucun moyen de s'authentifier ({ $detail }).
mail-cause-tls = La protection TLS demandée n'a pas pu être établie ({ $detail }).

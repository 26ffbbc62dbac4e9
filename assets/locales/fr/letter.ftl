### Les lettres. La place du mot de passe est { $password }, nulle part ailleurs. Trié par clé.

letter-copy-body =
    Bonjour,

    Copie pour le webmestre, sans le mot de passe : cet établissement est
    désormais inscrit sur « { $host } ».

        Établissement        : { $establishment }
        Localisation         : { $location }
        Numéro               : { $number }
        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }

    Le mot de passe a été envoyé au contact référent, et à lui seul.

        Contact référent     : { $contact }
        Courriel             : { $email }

    { $host }
letter-copy-subject = Copie – inscription : { $establishment } (n° { $number })
letter-moment = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
    [12] décembre
   *[other] { $month }
} { $year } à { $hour } h { $minute }
letter-registration-body =
    Bonjour,

    Votre établissement est désormais inscrit sur « { $host } ».
    Voici vos identifiants de premier administrateur.

        Établissement        : { $establishment }
        Localisation         : { $location }
        Numéro               : { $number }
        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }
        Mot de passe         : { $password }

    Ce mot de passe est provisoire : il est valable
    jusqu'au { $until } et devra être changé
    à la première connexion. Les tirets, les espaces et les majuscules n'ont
    pas d'importance.

    Ne transférez pas ce courriel. Si vous n'êtes pas la bonne personne ou
    pour toute question, répondez-y : la réponse parviendra à l'hébergeur.

    Cordialement,
    { $host }
letter-registration-subject = Inscription : { $establishment } (n° { $number })
letter-reset-body =
    Bonjour,

    Le mot de passe d'un administrateur de votre établissement a été
    initialisé par l'hébergeur (« { $host } »).
    L'ancien mot de passe ne fonctionne plus.

        Établissement        : { $establishment }
        Localisation         : { $location }
        Numéro               : { $number }
        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }
        Mot de passe         : { $password }

    Ce mot de passe est provisoire : il est valable
    jusqu'au { $until } et devra être changé
    à la première connexion. Les tirets, les espaces et les majuscules n'ont
    pas d'importance.

    Si vous n'attendiez pas ce courriel ou pour toute question,
    répondez-y : la réponse parviendra à l'hébergeur.

    Cordialement,
    { $host }
letter-reset-subject = Nouveau mot de passe pour { $establishment } (n° { $number })
letter-test-body =
    Bonjour,

    Si vous lisez ces lignes, les courriels partent et arrivent. Les accents
    doivent être intacts : é è à ù ç œ €.

        Hébergeur            : { $host }
        Adresse de connexion : { $url }
        Expéditeur           : { $sender }
        Adresse de retour    : { $bounce }
        Demandé le           : { $date }
letter-test-subject = Courriel d'essai – « { $host } »

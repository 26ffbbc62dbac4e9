### Les lettres. La place du mot de passe est { $password }, nulle part ailleurs. Trié par clé.

letter-address-changed-body =
    Bonjour,

    L'adresse électronique de votre compte dans votre établissement a été
    changée : ce n'est plus celle-ci. Ce qui ouvre le compte ira désormais
    à l'autre adresse.

        Établissement        : { $establishment }
        Localisation         : { $location }
        Numéro               : { $number }
        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }

    Si vous ne vous y attendiez pas, prévenez aussitôt votre établissement.

    Cordialement,
    { $host }
letter-address-changed-subject = Votre adresse a été changée : { $establishment } (n° { $number })
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
letter-first-password-body =
    Bonjour,

    Un compte a été créé pour vous dans votre établissement.

        Établissement        : { $establishment }
        Localisation         : { $location }
        Numéro               : { $number }
        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }
        Mot de passe         : { $password }

    Pour vous connecter, donnez le numéro de l'établissement, votre nom
    d'utilisateur et ce mot de passe. Il est provisoire : il est valable
    jusqu'au { $until } et devra être changé
    à la première connexion. Les tirets, les espaces et les majuscules n'ont
    pas d'importance.

    Ne transférez pas ce courriel. Pour toute question, adressez-vous à
    votre établissement.

    Cordialement,
    { $host }
letter-first-password-subject = Votre compte : { $establishment } (n° { $number })
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
letter-new-password-body =
    Bonjour,

    Un administrateur de votre établissement a donné un nouveau mot de passe
    à votre compte. L'ancien mot de passe ne fonctionne plus.

        Établissement        : { $establishment }
        Localisation         : { $location }
        Numéro               : { $number }
        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }
        Mot de passe         : { $password }

    Pour vous connecter, donnez le numéro de l'établissement, votre nom
    d'utilisateur et ce mot de passe. Il est provisoire : il est valable
    jusqu'au { $until } et devra être changé
    à la première connexion. Les tirets, les espaces et les majuscules n'ont
    pas d'importance.

    Si vous n'attendiez pas ce courriel, ou pour toute question,
    adressez-vous à votre établissement.

    Cordialement,
    { $host }
letter-new-password-subject = Nouveau mot de passe : { $establishment } (n° { $number })
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
letter-reset-code-body =
    Bonjour,

    Quelqu'un, vous sans doute, a demandé à choisir un autre mot de passe
    pour votre compte. Voici le code à saisir.

        Établissement        : { $establishment }
        Localisation         : { $location }
        Numéro               : { $number }
        Adresse de connexion : { $url }
        Nom d'utilisateur    : { $login }
        Code                 : { $password }

    Il sert une seule fois, jusqu'au { $until }.
    Les tirets, les espaces et les majuscules n'ont pas d'importance. En
    demander un autre, ou changer de mot de passe, l'annule.

    Si vous n'avez rien demandé, ne faites rien : votre mot de passe n'a pas
    changé. Ne donnez ce code à personne.

    Cordialement,
    { $host }
letter-reset-code-subject = Code pour un autre mot de passe : { $establishment } (n° { $number })
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

### Courriels et boîte d'envoi.

## Les lettres. La place du mot de passe est { $password }, nulle part ailleurs.

letter-registration-subject = Inscription : { $establishment } (n° { $number })
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

letter-reset-subject = Nouveau mot de passe pour { $establishment } (n° { $number })
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

letter-copy-subject = Copie – inscription : { $establishment } (n° { $number })
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

letter-test-subject = Courriel d'essai – « { $host } »
letter-test-body =
    Bonjour,

    Si vous lisez ces lignes, les courriels partent et arrivent. Les accents
    doivent être intacts : é è à ù ç œ €.

        Hébergeur            : { $host }
        Adresse de connexion : { $url }
        Expéditeur           : { $sender }
        Adresse de retour    : { $bounce }
        Demandé le           : { $date }

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

## Pourquoi un courriel n'est pas parti

mail-words = { $words }
mail-cause-attachment = Une pièce jointe manque ou a été altérée ({ $detail }).
mail-cause-broken = La connexion au serveur s'est interrompue avant l'envoi ({ $detail }).
mail-cause-build = Ce courriel ne peut pas être composé ({ $detail }).
mail-cause-ca-file = Le fichier de l'autorité de certification n'est pas utilisable ({ $detail }).
mail-cause-connect = Le serveur de courriel n'est pas joignable ({ $detail }).
mail-cause-copied = Il attendait dans une copie de la base de l'établissement, ou à côté d'un registre plus ancien, il est donc peut-être déjà parti. Renvoyez-le s'il n'est pas arrivé. { $detail }
mail-cause-died = L'envoi a été interrompu pendant la transmission : le courriel est peut-être arrivé. { $detail }
mail-cause-expired = Le mot de passe n'était plus valable et a été effacé : initialisez-le à nouveau. { $detail }
mail-cause-folder = Le fichier ne peut pas être écrit ({ $detail }).
mail-cause-id-taken = Un autre courriel a le même Message-ID ({ $detail }) : celui-ci en a reçu un autre. Vérifiez-le, puis renvoyez-le.
mail-cause-gone = L'établissement a été supprimé. { $detail }
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
mail-inside-left = Des courriels de l'établissement { $number } attendent dans sa base et ne peuvent pas partir : { $cause }

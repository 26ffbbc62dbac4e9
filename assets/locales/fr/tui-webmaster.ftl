### Écran des webmestres et mots de passe choisis. Trié par clé.

action-own-password = Changer mon mot de passe
action-session-end = Mettre fin
action-webmaster-add = Ajouter
action-webmaster-disable = Désactiver
action-webmaster-edit = Modifier
action-webmaster-enable = Réactiver
action-webmaster-password = Mot de passe

session-column-client = Client SSH
session-column-key = Clé SSH
session-column-last-seen = Dernière action
session-column-os-user = Compte du serveur
session-column-started = Début
session-end-question = { $own ->
    [yes] C'est la session d'où vous travaillez. Y mettre fin ? Cette console redemandera le mot de passe à la prochaine action, dans la minute.
   *[no] Mettre fin à la session de « { $login } » ? Sa console redemandera le mot de passe à la prochaine action, dans la minute.
}
session-sentence = { $number } : { $login }, dernière action { $last_seen }, depuis le { $started }
sessions-count = { $sessions } { $sessions ->
    [one] session ouverte
   *[other] sessions ouvertes
} · * la vôtre
sessions-none = Aucune session ouverte.
ssh-key-column-key = Clé
ssh-key-holder-unknown = inconnu
ssh-key-sentence = { $key } : { $login } ({ $state })
ssh-keys-count = { $keys } { $keys ->
    [one] clé
   *[other] clés
}
ssh-keys-none = Aucune clé : la configuration les nomme dans [ssh.keys].
webmaster-add-button = Ajouter
webmaster-add-title = Nouveau webmestre
webmaster-column-first-name = Prénom
webmaster-column-last-name = Nom
webmaster-column-last-sign-in = Dernière connexion
webmaster-column-login = Utilisateur
webmaster-disable-question = Désactiver « { $login } » ? Ce compte ne pourra plus se connecter, et une session ouverte s'arrêtera à l'action suivante. Il pourra être réactivé.
webmaster-edit-title = Webmestre « { $login } »
webmaster-enable-question = Réactiver « { $login } » ? Ce compte pourra de nouveau se connecter, avec le même mot de passe.
webmaster-hint-email = Facultatif : pour les copies et les courriels d'essai
webmaster-hint-login = Lettres sans accent, chiffres, . - _ ; ne change plus ensuite
webmaster-hint-password = 16 caractères au moins ; plusieurs mots peu courants conviennent bien
webmaster-never = jamais
webmaster-password-button = Enregistrer le mot de passe
webmaster-password-changed = Votre mot de passe est changé.
webmaster-password-note = Convenez avec « { $login } » d'un moyen sûr de lui transmettre ce mot de passe : il n'est ni affiché ni envoyé.
webmaster-password-title = Mot de passe de « { $login } »
webmaster-state-active = actif
webmaster-state-disabled = désactivé

webmasters-count = { $webmasters } { $webmasters ->
    [one] webmestre
   *[other] webmestres
}, dont { $active } { $active ->
    [one] actif
   *[other] actifs
} · * votre compte
webmasters-none = Aucun webmestre : { $add } pour en ajouter un.

why-own-password = C'est votre compte : { $key } change votre mot de passe, avec l'actuel.
webmaster-sentence = { $login }{ $last_name ->
    [no-value] {""}
   *[other] , { $last_name }
}{ $first_name ->
    [no-value] {""}
   *[other] {" "}{ $first_name }
}{ $email ->
    [no-value] {""}
   *[other] , { $email }
}{ $active ->
    [yes] {""}
   *[other] , désactivé
}{ $last_sign_in ->
    [no-value] , jamais connecté
   *[other] , dernière connexion { $last_sign_in }
}.
session-one = Session de { $name }
ssh-key-one = Clé SSH de { $name }

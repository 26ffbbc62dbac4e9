### Webmestres, et mots de passe choisis. Trié par clé.

action-own-password = Changer mon mot de passe
action-webmaster-add = Ajouter
action-webmaster-disable = Désactiver
action-webmaster-edit = Modifier
action-webmaster-enable = Réactiver
action-webmaster-password = Mot de passe

audit-action-webmaster-add = ajout d'un webmestre
audit-action-webmaster-change-password = changement de son mot de passe
audit-action-webmaster-disable = désactivation d'un webmestre
audit-action-webmaster-edit = modification d'un webmestre
audit-action-webmaster-enable = réactivation d'un webmestre
audit-action-webmaster-set-password = mot de passe d'un webmestre
audit-action-webmaster-undo-disable = désactivation de webmestre défaite
audit-action-webmaster-undo-edit = modification de webmestre défaite
audit-action-webmaster-undo-enable = réactivation de webmestre défaite
audit-object-webmaster = webmestre

cli-arg-login = Le nom d'utilisateur du webmestre
cli-value-zones = ZONES
cli-webmaster = Webmestres
cli-webmaster-add = Ajouter un webmestre
cli-webmaster-added = Webmestre { $login } ajouté.
cli-webmaster-disable = Désactiver un webmestre
cli-webmaster-disabled = Webmestre { $login } désactivé.
cli-webmaster-edit = Modifier les noms, le courriel ou la mission d'un webmestre
cli-webmaster-edited = Webmestre { $login } modifié.
cli-webmaster-enable = Réactiver un webmestre
cli-webmaster-enabled = Webmestre { $login } réactivé.
cli-webmaster-list = Lister les webmestres
cli-webmaster-password = Donner un nouveau mot de passe à un webmestre
cli-webmaster-password-set = Nouveau mot de passe pour { $login }.

error-not-found-webmaster = Le webmestre « { $id } » n'existe pas.

field-label-duty = Mission
field-label-zones = Zones

filter-unknown-duty = Il n'y a pas de mission « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Missions : tout, observateur, zones.

job-kind-undo-webmaster-disable = Défaire la désactivation d'un webmestre
job-kind-undo-webmaster-edit = Défaire la modification d'un webmestre
job-kind-undo-webmaster-enable = Défaire la réactivation d'un webmestre
job-kind-webmaster-disable = Désactiver un webmestre
job-kind-webmaster-edit = Modifier un webmestre
job-kind-webmaster-enable = Réactiver un webmestre
job-reason-in-use-webmaster = { $count } { $count ->
    [one] webmestre en est chargé
   *[other] webmestres en sont chargés
}
job-start-question-undo-webmaster-disable = Défaire la désactivation de { $count } { $count ->
    [one] webmestre
   *[other] webmestres
} ?
job-start-question-undo-webmaster-edit = Défaire la modification de { $count } { $count ->
    [one] webmestre
   *[other] webmestres
} ?
job-start-question-undo-webmaster-enable = Défaire la réactivation de { $count } { $count ->
    [one] webmestre
   *[other] webmestres
} ?
job-start-question-webmaster-disable = Désactiver { $count } { $count ->
    [one] webmestre
   *[other] webmestres
} ?
job-start-question-webmaster-edit = Modifier { $count } { $count ->
    [one] webmestre
   *[other] webmestres
} ?
job-start-question-webmaster-enable = Réactiver { $count } { $count ->
    [one] webmestre
   *[other] webmestres
} ?

plain-help-webmasters = Les comptes nommés qui administrent ce serveur. Leur mission est de tout administrer, de tout lire sans rien modifier (observateur), ou d'administrer les établissements de certaines zones. Le dernier qui administre tout et peut se connecter le reste.
plain-menu-webmasters = Webmestres

problem-zones-without-duty = Des zones ne se donnent qu'avec la mission « zones » : choisissez-la, ou effacez les zones.

screen-webmasters = Webmestres

webmaster-add-button = Ajouter
webmaster-add-title = Nouveau webmestre
webmaster-column-first-name = Prénom
webmaster-column-last-name = Nom
webmaster-column-last-sign-in = Dernière connexion
webmaster-column-login = Utilisateur
webmaster-disable-question = Désactiver « { $login } » ? Ce compte ne pourra plus se connecter, et une session ouverte s'arrêtera à l'action suivante. Il pourra être réactivé.
webmaster-duty-full = tout
webmaster-duty-observer = observateur
webmaster-duty-zones = zones
webmaster-edit-title = Webmestre « { $login } »
webmaster-enable-question = Réactiver « { $login } » ? Ce compte pourra de nouveau se connecter, avec le même mot de passe.
webmaster-hint-email = Facultatif : pour les copies et les courriels d'essai
webmaster-hint-login = Lettres sans accent, chiffres, . - _ ; ne change plus ensuite
webmaster-hint-password = 16 caractères au moins ; plusieurs mots peu courants conviennent bien
webmaster-hint-zones = Avec la mission « zones » : numéros ou noms, entre virgules
webmaster-never = jamais
webmaster-password-button = Enregistrer le mot de passe
webmaster-password-changed = Votre mot de passe est changé.
webmaster-password-note = Convenez avec « { $login } » d'un moyen sûr de lui transmettre ce mot de passe : il n'est ni affiché ni envoyé.
webmaster-password-title = Mot de passe de « { $login } »
webmaster-sentence = { $login }{ $last_name ->
    [no-value] {""}
   *[other] , { $last_name }
}{ $first_name ->
    [no-value] {""}
   *[other] {" "}{ $first_name }
}{ $email ->
    [no-value] {""}
   *[other] , { $email }
}, mission : { $duty }{ $zones ->
    [no-value] {""}
   *[other] {" "}({ $zones })
}{ $active ->
    [yes] {""}
   *[other] , désactivé
}{ $last_sign_in ->
    [no-value] , jamais connecté
   *[other] , dernière connexion { $last_sign_in }
}.
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

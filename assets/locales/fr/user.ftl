### Comptes des personnes d'un établissement. Trié par clé.

account-refusal = { $why ->
    [account_unusable] Votre compte n'est pas utilisable : adressez-vous à un Superadmin
    [account_pending] Ce compte attend d'être approuvé
    [account_expired] Ce compte est expiré : adressez-vous à un Superadmin
    [account_deactivated] Ce compte est désactivé : adressez-vous à un Superadmin
    [account_erased] La personne de ce compte a été effacée : plus rien ne lui est fait
    [not_found] Ce compte n'existe pas ou n'existe plus
    [pending_approval] Ce compte attend d'être approuvé : approuvez-le ou rejetez-le d'abord
    [superadmin_only] Seul un Superadmin peut le faire
    [manager_only] Seul un Manager peut le faire
   *[missing_permission] Il vous manque le droit d'administrer les comptes : un Manager peut vous donner un rôle
    [out_of_scope] Ce compte, ce groupe ou ce département est hors de votre périmètre : son administrateur ou un Manager peut le faire
    [target_superadmin] C'est le compte d'un Superadmin : seul un Superadmin y touche
    [target_manager] C'est le compte d'un Manager : seul un Manager y touche
    [target_power_user] C'est le compte d'un autre gestionnaire : un Superadmin peut le faire
    [target_administers_more] Cette personne administre ce que vous n'administrez pas : qui en administre autant, un Manager ou un Superadmin peut le faire
    [own_account] C'est votre propre compte : quelqu'un d'autre doit le faire
    [expired_locked] Le compte est expiré : changez d'abord son jour d'expiration
    [user_connected] La personne est connectée : déconnectez-la, puis recommencez
    [manager_everywhere] Un Manager l'est partout : ce rôle ne se limite pas à un département
    [role_beyond_yours] Ce rôle donne plus que ce que vous avez là : un Manager peut le donner
    [last_superadmin] C'est le dernier Superadmin durable : faites d'abord un autre Superadmin, sans jour d'expiration
    [last_manager] C'est le dernier Manager durable : donnez d'abord ce rôle à quelqu'un d'autre, sans fin
    [home_forced] Les comptes que vous administrez ont votre département d'attache, et le gardent : un Manager peut en choisir un autre
    [account_used] Ce compte a servi : désactivez-le plutôt. Un Manager peut le supprimer
    [not_pending] Ce compte n'attend pas d'être approuvé
    [login_taken] Un autre compte a ce nom d'utilisateur : choisissez-en un autre
}
account-refused = { $why } (règle { $rule }).

action-own-details = Mon courriel et ma langue
action-user-activate = Activer
action-user-add = Ajouter
action-user-add-scope = Étendre le périmètre
action-user-approve = Approuver
action-user-assign-profile = Donner un profil
action-user-deactivate = Désactiver
action-user-delete = Supprimer
action-user-disconnect = Déconnecter
action-user-edit = Modifier
action-user-grant = Donner un rôle
action-user-import = Importer
action-user-password = Nouveau mot de passe
action-user-reject = Refuser
action-user-remove-scope = Réduire le périmètre
action-user-revoke = Retirer un rôle
action-user-set-expiry = Expiration
action-user-set-level = Niveau
action-user-withdraw-profile = Retirer un profil
action-users = Comptes

audit-action-user-activate = activation d'un compte
audit-action-user-add = ajout d'un compte
audit-action-user-add-scope = périmètre étendu
audit-action-user-approve = compte approuvé
audit-action-user-assign-profile = profil donné
audit-action-user-change-details = changement de son courriel ou de sa langue
audit-action-user-deactivate = désactivation d'un compte
audit-action-user-delete = suppression d'un compte
audit-action-user-disconnect = déconnexion d'un compte
audit-action-user-edit = modification d'un compte
audit-action-user-grant = rôle donné
audit-action-user-reject = compte refusé
audit-action-user-remove-scope = périmètre réduit
audit-action-user-reset-password = nouveau mot de passe d'un compte
audit-action-user-revoke = rôle retiré
audit-action-user-set-expiry = jour d'expiration d'un compte
audit-action-user-set-level = niveau d'un compte
audit-action-user-undo-activate = activation de compte défaite
audit-action-user-undo-add = compte retiré
audit-action-user-undo-add-scope = périmètre étendu défait
audit-action-user-undo-approve = approbation de compte défaite
audit-action-user-undo-assign-profile = profil donné défait
audit-action-user-undo-deactivate = désactivation de compte défaite
audit-action-user-undo-delete = compte rétabli
audit-action-user-undo-edit = modification de compte défaite
audit-action-user-undo-grant = rôle donné défait
audit-action-user-undo-reject = refus de compte défait
audit-action-user-undo-remove-scope = périmètre réduit défait
audit-action-user-undo-revoke = rôle retiré rendu
audit-action-user-undo-set-expiry = jour d'expiration remis
audit-action-user-undo-set-level = niveau remis
audit-action-user-undo-withdraw-profile = profil retiré rendu
audit-action-user-withdraw-profile = profil retiré
audit-object-user = compte

back-account-over = le compte expire aussitôt : { $day } est le premier jour sans lui
back-role-over = le rôle est déjà fini : { $day } est le premier jour sans lui
cli-arg-user = Le nom d'utilisateur du compte
cli-arg-user-disconnect = Fermer d'abord les sessions ouvertes de ceux qui sont connectés, qui seraient refusés sinon
cli-arg-user-no-mail = Ne donner aucun mot de passe et n'envoyer aucun courriel
cli-user = Comptes des personnes d'un établissement
cli-user-activate = Activer des comptes
cli-user-add = Ajouter un compte
cli-user-add-scope = Étendre le périmètre de gestionnaires
cli-user-approve = Approuver des comptes qui attendent de l'être
cli-user-assign-profile = Donner un profil à des gestionnaires
cli-user-deactivate = Désactiver des comptes
cli-user-delete = Supprimer des comptes
cli-user-disconnect = Fermer les sessions ouvertes de comptes
cli-user-edit = Modifier les noms, le courriel, l'attache ou les groupes d'un compte
cli-user-grant = Donner un rôle à des comptes
cli-user-import = Créer et modifier les comptes d'un fichier CSV ou d'un classeur XLSX, sous forme de traitement
cli-user-list = Lister les comptes par nom
cli-user-reject = Refuser des comptes qui attendent d'être approuvés
cli-user-remove-scope = Réduire le périmètre de gestionnaires
cli-user-reset-password = Donner un nouveau mot de passe à des comptes, par courriel
cli-user-revoke = Retirer un rôle à des comptes
cli-user-set-expiry = Changer ou effacer le jour d'expiration de comptes
cli-user-set-level = Changer le niveau de comptes
cli-user-withdraw-profile = Retirer un profil à des gestionnaires
cli-value-role = RÔLE
cli-value-scope = PÉRIMÈTRE

error-not-found-user = Le compte « { $id } » n'existe pas.

field-label-active = Actif
field-label-category = Catégorie
field-label-disconnect = Fermer d'abord les sessions ouvertes
field-label-expires-on = Jour d'expiration
field-label-groups = Groupes
field-label-home-department = Département d'attache
field-label-level = Niveau
field-label-new-login = Nouveau nom d'utilisateur
field-label-profile = Profil
field-label-profiles = Profils
field-label-login-or-email = Nom d'utilisateur ou courriel
field-label-mail-password = Envoyer un mot de passe par courriel
field-label-reset-code = Code reçu
field-label-role = Rôle
field-label-role-until = Premier jour sans le rôle
field-label-roles = Rôles
field-label-scope = Périmètre
field-label-scope-part = Périmètre

filter-unknown-category = Il n'y a pas de catégorie « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Catégories : personnel, élève.
filter-unknown-level = Il n'y a pas de niveau « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Niveaux : utilisateur, gestionnaire, superadmin.
filter-unknown-status = Il n'y a pas de statut « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Statuts : actif, désactivé, expiré, activé, "à approuver".

job-kind-undo-user-activate = { $count ->
    [one] Défaire l'activation d'un compte
   *[other] Défaire l'activation de comptes
}
job-kind-undo-user-add = { $count ->
    [one] Défaire l'ajout d'un compte
   *[other] Défaire l'ajout de comptes
}
job-kind-undo-user-add-scope = { $count ->
    [one] Défaire le périmètre étendu d'un compte
   *[other] Défaire le périmètre étendu de comptes
}
job-kind-undo-user-approve = { $count ->
    [one] Défaire l'approbation d'un compte
   *[other] Défaire l'approbation de comptes
}
job-kind-undo-user-assign-profile = { $count ->
    [one] Défaire le profil donné à un compte
   *[other] Défaire le profil donné à des comptes
}
job-kind-undo-user-deactivate = { $count ->
    [one] Défaire la désactivation d'un compte
   *[other] Défaire la désactivation de comptes
}
job-kind-undo-user-delete = { $count ->
    [one] Défaire la suppression d'un compte
   *[other] Défaire la suppression de comptes
}
job-kind-undo-user-edit = { $count ->
    [one] Défaire la modification d'un compte
   *[other] Défaire la modification de comptes
}
job-kind-undo-user-grant = { $count ->
    [one] Défaire le rôle donné à un compte
   *[other] Défaire le rôle donné à des comptes
}
job-kind-undo-user-import = Défaire l'import de comptes
job-kind-undo-user-reject = { $count ->
    [one] Défaire le refus d'un compte
   *[other] Défaire le refus de comptes
}
job-kind-undo-user-remove-scope = { $count ->
    [one] Rendre le périmètre retiré à un compte
   *[other] Rendre le périmètre retiré à des comptes
}
job-kind-undo-user-revoke = { $count ->
    [one] Rendre un rôle retiré à un compte
   *[other] Rendre un rôle retiré à des comptes
}
job-kind-undo-user-set-expiry = { $count ->
    [one] Remettre le jour d'expiration d'un compte
   *[other] Remettre le jour d'expiration de comptes
}
job-kind-undo-user-set-level = { $count ->
    [one] Remettre le niveau d'un compte
   *[other] Remettre le niveau de comptes
}
job-kind-undo-user-withdraw-profile = { $count ->
    [one] Rendre un profil retiré à un compte
   *[other] Rendre un profil retiré à des comptes
}
job-kind-user-activate = { $count ->
    [one] Activer un compte
   *[other] Activer des comptes
}
job-kind-user-add = { $count ->
    [one] Ajouter un compte
   *[other] Ajouter des comptes
}
job-kind-user-add-scope = { $count ->
    [one] Étendre le périmètre d'un compte
   *[other] Étendre le périmètre de comptes
}
job-kind-user-approve = { $count ->
    [one] Approuver un compte
   *[other] Approuver des comptes
}
job-kind-user-assign-profile = { $count ->
    [one] Donner un profil à un compte
   *[other] Donner un profil à des comptes
}
job-kind-user-deactivate = { $count ->
    [one] Désactiver un compte
   *[other] Désactiver des comptes
}
job-kind-user-delete = { $count ->
    [one] Supprimer un compte
   *[other] Supprimer des comptes
}
job-kind-user-disconnect = { $count ->
    [one] Déconnecter un compte
   *[other] Déconnecter des comptes
}
job-kind-user-edit = { $count ->
    [one] Modifier un compte
   *[other] Modifier des comptes
}
job-kind-user-grant = { $count ->
    [one] Donner un rôle à un compte
   *[other] Donner un rôle à des comptes
}
job-kind-user-import = Importer des comptes
job-kind-user-reject = { $count ->
    [one] Refuser un compte
   *[other] Refuser des comptes
}
job-kind-user-remove-scope = { $count ->
    [one] Réduire le périmètre d'un compte
   *[other] Réduire le périmètre de comptes
}
job-kind-user-reset-password = { $count ->
    [one] Donner un nouveau mot de passe à un compte
   *[other] Donner un nouveau mot de passe à des comptes
}
job-kind-user-revoke = { $count ->
    [one] Retirer un rôle à un compte
   *[other] Retirer un rôle à des comptes
}
job-kind-user-set-expiry = { $count ->
    [one] Changer le jour d'expiration d'un compte
   *[other] Changer le jour d'expiration de comptes
}
job-kind-user-set-level = { $count ->
    [one] Changer le niveau d'un compte
   *[other] Changer le niveau de comptes
}
job-kind-user-withdraw-profile = { $count ->
    [one] Retirer un profil à un compte
   *[other] Retirer un profil à des comptes
}
job-start-question-undo-user-activate = Défaire l'activation de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-add = Retirer { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-add-scope = Défaire le périmètre étendu de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-approve = Défaire l'approbation de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-assign-profile = Défaire le profil donné à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-deactivate = Défaire la désactivation de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-delete = Rétablir { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-edit = Défaire la modification de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-grant = Défaire le rôle donné à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-import = Défaire l'import de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-reject = Rétablir { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-remove-scope = Rendre le périmètre retiré à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-revoke = Rendre ce rôle à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-set-expiry = Remettre le jour d'expiration de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-set-level = Remettre le niveau de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-undo-user-withdraw-profile = Rendre un profil retiré à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-activate = Activer { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-add = Ajouter { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-add-scope = Étendre le périmètre de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-approve = Approuver { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-assign-profile = Donner ce profil à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-deactivate = Désactiver { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-delete = Supprimer { $count } { $count ->
    [one] compte
   *[other] comptes
}, dont notes, inscriptions et mots de passe ne reviendront pas ?
job-start-question-user-disconnect = Déconnecter { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-edit = Modifier { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-grant = Donner ce rôle à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-import = Importer { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-reject = Refuser { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-remove-scope = Réduire le périmètre de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-reset-password = Donner un nouveau mot de passe à { $count } { $count ->
    [one] compte, dont l'ancien ne marchera
   *[other] comptes, dont les anciens ne marcheront
} plus ?
job-start-question-user-revoke = Retirer ce rôle à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-set-expiry = Changer le jour d'expiration de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-set-level = Changer le niveau de { $count } { $count ->
    [one] compte
   *[other] comptes
} ?
job-start-question-user-withdraw-profile = Retirer ce profil à { $count } { $count ->
    [one] compte
   *[other] comptes
} ?

number-of-user = le nombre de comptes

own-details-changed = Courriel et langue enregistrés.

plain-help-users = Les comptes des personnes de cet établissement. Un compte désactivé ou expiré ne peut plus se connecter ; ce que la personne a fait reste.

problem-not-yes-or-no = Ce n'est ni oui ni non : écrivez 1 ou 0, oui ou non.
problem-on-line = Ce compte est déjà à la ligne { $line } : gardez une seule des deux lignes.
problem-password-in-file = Un mot de passe ne voyage pas dans un fichier : videz cette cellule, puis donnez un mot de passe au compte.
problem-power-users-only = Seul un gestionnaire a des profils : donnez-lui d'abord ce niveau.
problem-role-shape = Un rôle s'écrit en un mot, suivi de _ et d'un code de département s'il ne vaut que là : Ens_RT. Un Manager l'est partout : Manager, seul.
problem-scope-shape = Un périmètre s'écrit département:RT, groupe:Classe 6A ou compte:dupont, séparés par des virgules ; ou tous-les-cours, tous-les-parcours.
problem-unknown-name = { $what ->
    [act] Il n'y a pas d'acte « { $name } » ici.
    [department] Aucun département n'a le code « { $name } ».
    [group] Aucun groupe ne s'appelle « { $name } ».
    [profile] Aucun profil ne s'appelle « { $name } ».
    [user] Aucun compte n'a le nom d'utilisateur « { $name } ».
   *[role] Aucun rôle ne s'appelle « { $name } ».
}{ $known ->
    [none] {""}
   *[other] {" "}Il y a : { $known }.
}
problem-unknown-name-nearest = { $what ->
    [department] Aucun département n'a le code « { $name } »
    [group] Aucun groupe ne s'appelle « { $name } »
    [profile] Aucun profil ne s'appelle « { $name } »
   *[role] Aucun rôle ne s'appelle « { $name } »
} : vouliez-vous dire « { $nearest } » ?{ $known ->
    [none] {""}
   *[other] {" "}Il y a : { $known }.
}

screen-users = Comptes

user-activate-question = Activer « { $login } » ? La personne pourra se connecter de nouveau, avec le même mot de passe.
user-activated = Compte { $key } activé.
user-add-button = Ajouter
user-add-scope-title = Étendre le périmètre de « { $login } »
user-add-title = Nouveau compte
user-added = Compte { $login } ajouté. Personne ne peut s'y connecter avant qu'un mot de passe lui soit donné.
user-added-mail = Compte { $login } ajouté. Un mot de passe provisoire part par courriel à { $email }.
user-added-pending = Compte { $login } ajouté, sans mot de passe encore. Il attend dans la liste de qui peut l'approuver : { $names ->
    [none] personne pour l'instant.
   *[other] { $names }{ $more ->
        [0] .
        [one] {" "}et { $more } autre.
       *[other] {" "}et { $more } autres.
    }
}
user-administers = Profils et périmètre de { $key } changés.
user-approve-button = Approuver
user-approve-title = Approuver des comptes
user-approved = Compte { $key } approuvé.
user-assign-profile-title = Donner un profil à « { $login } »
user-category-learner = élève
user-category-staff = personnel
user-column-category = Catégorie
user-column-connected = Connecté
user-column-activity = Première activité
user-column-created = Créé
user-column-expires = Expire le
user-column-groups = Groupes
user-column-home = Attache
user-column-language = Langue
user-column-level = Niveau
user-column-locked = Connexion refusée jusqu'au
user-column-profiles = Profils
user-column-roles = Rôles
user-column-scope = Périmètre
user-column-status = Statut
user-deactivate-question = Désactiver « { $login } » ? La personne ne pourra plus se connecter ; tout ce qu'elle a fait reste.
user-deactivate-title = Désactiver des comptes
user-deactivated = Compte { $key } désactivé.
user-disconnect-question = Déconnecter « { $login } » ? Ses sessions s'arrêtent à l'action suivante ; cela ne se défait pas.
user-disconnected = { $key } est déconnecté.
user-edit-title = Compte { $login }
user-edited = Compte { $login } modifié.
user-expiry-set = Jour d'expiration de { $key } changé.
user-expiry-title = Expiration de « { $login } »
user-grant-title = Donner un rôle à « { $login } »
user-granted = Rôle donné à { $key }.
user-hint-disconnect = Sinon, les comptes dont la personne est connectée sont refusés
user-hint-email = Facultatif : c'est là que part un mot de passe
user-hint-expires = Premier jour sans accès ; - pour jamais
user-hint-groups = Noms des groupes, séparés par des virgules
user-hint-home = Code du département qui administre le compte ; vide : le vôtre, ou aucun
user-hint-mail = Un mot de passe provisoire part à l'adresse du compte, s'il en a une
user-hint-profile = Noms des profils, séparés par des virgules ; dix au plus
user-hint-password = 12 caractères au moins, 16 pour un Manager ; des mots peu courants
user-hint-role = Ens_RT : le rôle Ens dans le département RT ; Ens : partout ; Manager
user-hint-scope = département:RT, groupe:Classe 6A, compte:dupont, tous-les-cours
user-hint-until = Premier jour sans ce rôle, ou rien
user-language-own = celle de l'établissement
user-level-power-user = gestionnaire
user-level-set = Niveau de { $key } changé.
user-level-superadmin = superadmin
user-level-title = Niveau de « { $login } »
user-level-user = utilisateur
user-no-activity = aucune activité encore
user-no-mail-warning = Sans ce courriel, personne ne peut se connecter au compte avant qu'un mot de passe lui soit donné.
user-not-locked = non
user-one = Compte { $name }
user-password-question = Donner un nouveau mot de passe à « { $login } » ? Il part par courriel à { $email }. L'ancien ne marche plus, les sessions ouvertes s'arrêtent, et cela ne se défait pas.
user-password-reset = Nouveau mot de passe de { $key } : il part par courriel, et devra être changé à la première connexion.
user-reject-question = Refuser « { $login } » ? Ce compte en attente est retiré ; cela se défait.
user-remove-scope-title = Réduire le périmètre de « { $login } »
user-revoke-title = Retirer un rôle à « { $login } »
user-revoked = Rôle retiré à { $key }.
user-sentence = { $login }{ $last_name ->
    [no-value] {""}
   *[other] , { $last_name }
}{ $first_name ->
    [no-value] {""}
   *[other] {" "}{ $first_name }
}, { $status }, { $level }{ $home ->
    [no-value] {""}
   *[other] , attache { $home }
}{ $roles ->
    [no-value] {""}
   *[other] , rôles { $roles }
}{ $email ->
    [no-value] {""}
   *[other] , { $email }
}{ $last_sign_in ->
    [no-value] , jamais connecté
   *[other] , dernière connexion { $last_sign_in }
}{ $expires_on ->
    [no-value] {""}
   *[other] , expire le { $expires_on }
}.
user-shut-out-question = « { $login } » est connecté. Fermer ses sessions, puis désactiver le compte ? Tout ce qu'il a fait reste.
user-status-activated = activé
user-status-active = actif
user-status-deactivated = désactivé
user-status-expired = expiré
user-status-pending = à approuver
user-withdraw-profile-title = Retirer un profil à « { $login } »

users-none = Aucun compte : { $add } en ajoute un.

### Droits qui s'expliquent : ce que l'on peut faire, pourquoi, et ce qui paraît anormal.

access-able = {"  "}{ $login } · { $name } (règle { $rule })
access-act = { $act }
access-act-user-reset-password = donner un nouveau mot de passe à quelqu'un
access-act-user-import = importer des comptes
access-act-department-import = importer des départements
access-act-group-import = importer des groupes
access-act-list-export = emporter une liste
access-act-mail-list = voir les courriels
access-act-mail-show = lire un courriel
access-act-mail-retry = renvoyer un courriel
access-act-session-list = voir les sessions ouvertes
access-act-session-end = fermer une session
access-act-department-list = voir la liste des départements
access-act-department-show = voir un département
access-act-department-add = ajouter un département
access-act-department-edit = modifier un département
access-act-department-delete = supprimer un département
access-act-role-list = voir la liste des rôles
access-act-role-show = voir un rôle
access-act-role-add = ajouter un rôle
access-act-role-edit = modifier ce qu'un rôle permet
access-act-role-reset = remettre un rôle comme il a été fourni
access-act-role-delete = supprimer un rôle
access-act-role-matrix = voir ce que permet chaque rôle
access-act-group-list = voir la liste des groupes
access-act-group-show = voir un groupe
access-act-group-add = ajouter un groupe
access-act-group-edit = modifier un groupe
access-act-group-delete = supprimer un groupe
access-act-profile-list = voir la liste des profils
access-act-profile-show = voir un profil
access-act-profile-add = ajouter un profil
access-act-profile-edit = modifier un profil
access-act-profile-delete = supprimer un profil
access-act-user-list = voir la liste des comptes
access-act-user-show = voir un compte
access-act-user-add = ajouter un compte
access-act-user-edit = modifier un compte
access-act-user-approve = approuver un compte
access-act-user-reject = refuser un compte
access-act-user-activate = activer un compte
access-act-user-deactivate = désactiver un compte
access-act-user-set-expiry = changer le jour d'expiration d'un compte
access-act-user-set-level = changer le niveau d'un compte
access-act-user-grant = donner un rôle
access-act-user-revoke = retirer un rôle
access-act-user-disconnect = fermer les sessions d'un compte
access-act-user-delete = supprimer un compte
access-act-user-assign-profile = donner un profil à un gestionnaire
access-act-user-withdraw-profile = retirer un profil à un gestionnaire
access-act-user-add-scope = étendre le périmètre d'un gestionnaire
access-act-user-remove-scope = réduire le périmètre d'un gestionnaire
access-act-user-data = obtenir tout ce qui est conservé sur une personne
access-act-user-erase = effacer une personne
access-act-backup-list = voir les sauvegardes
access-act-backup-show = voir une sauvegarde
access-act-backup-add = sauvegarder l'établissement
access-act-backup-verify = vérifier des sauvegardes
access-act-backup-restore = restaurer une sauvegarde
access-act-backup-undo = défaire une restauration
access-act-user-change-password = changer son propre mot de passe
access-act-user-change-details = changer son propre courriel et sa langue
access-act-access-list = voir ce que l'on peut faire soi-même
access-act-access-explain = demander pourquoi l'on peut ou non
access-act-access-who-can = demander qui peut faire quelque chose
access-act-access-matrix = voir ce que permettent les rôles et les niveaux
access-act-access-simulate = essayer des droits sans rien changer
access-act-anomaly-list = voir les anomalies des droits
access-act-anomaly-open = ouvrir les comptes d'une anomalie
access-act-job-list = voir les traitements
access-act-job-show = voir un traitement
access-act-job-save = garder un plan
access-act-job-start = lancer un traitement
access-act-job-resume = reprendre un traitement
access-act-job-pause = suspendre un traitement
access-act-job-cancel = annuler un traitement
access-act-job-undo = défaire un traitement
access-act-job-retry = refaire ce qui a échoué
access-act-job-rename = renommer un plan
access-act-job-remove = retirer un plan
access-act-audit-list = lire le journal
access-act-audit-verify = vérifier le journal
access-act-audit-prune = purger le journal
access-allowed = permis
access-ask = Demander
access-beyond = {"  "}– ce que ce compte a et que qui agit n'a pas : { $rights }
access-change = { $change }
access-change-approve-actor = approuver le compte { $login }
access-change-move-actor-date = reporter le jour d'expiration du compte { $login }
access-change-activate-actor = activer le compte { $login }
access-change-role = donner à { $login } un rôle qui contient { $holds } { $place ->
    [everywhere] dans tous les départements
    [in] dans { $department }
   *[any] dans un département, quel qu'il soit
}
access-change-profile = donner à { $login } un profil qui contient { $holds }
access-change-scope = étendre à ce compte le périmètre du gestionnaire { $login }
access-change-actor-home = donner à { $login } le département d'attache { $department }
access-change-target-home = donner à { $object } le département d'attache { $department }
access-change-approve-target = approuver le compte { $object }
access-change-move-target-date = reporter le jour d'expiration de { $object }
access-change-disconnect = fermer les sessions de { $object }
access-change-another-superadmin = faire de quelqu'un d'autre un Superadmin durable
access-change-another-manager = donner le rôle Manager, sans fin, à quelqu'un d'autre
access-change-no-actor-home = retirer à { $login } son département d'attache : ses rôles d'administration porteront sur tous les comptes
access-change-power-user = donner à { $login } le niveau gestionnaire (Power User)
access-column-act = Acte
access-column-allowed = Permis ?
access-column-missing = Ce qui manque
access-column-rule = Règle
access-column-said = Action
access-effect = { $gained ->
    [0] Personne ne gagne de droits
    [one] { $gained } personne gagne des droits
   *[other] { $gained } personnes gagnent des droits
}, { $lost ->
    [0] personne n'en perd
    [one] { $lost } personne en perd
   *[other] { $lost } personnes en perdent
}
access-explain-title = Pourquoi peut-on ou ne peut-on pas ?
access-fact-holds = {"  "}✓ { $fact }
access-fact-missing = {"  "}✗ il manque : { $fact }
access-fix = {"  "}{ $place ->
    [and] et aussi :
   *[other] { $place }.
} { $change } – { $maker }{ $risky ->
    [yes] {" "}(à peser : cela donne ou retire davantage)
   *[no] {""}
}
access-gains = {"  "}+ { $login } · { $name } : { $signs-in ->
    [yes] la connexion,{" "}
   *[no] {""}
}{ $rights }{ $more ->
    [0] {""}
    [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
}
access-head-acts = Ce qui est permis, sur les comptes ordinaires de son département
access-head-facts = Ce qui a été regardé et qui convient
access-head-fixes = { $count ->
    [one] Ce qui le permettrait
   *[other] Ce qui le permettrait, l'un ou l'autre
}
access-head-permissions = Ce que contient chaque rôle
access-helpers = Qui peut le faire dès maintenant : { $names ->
    [none] personne
   *[other] { $names }{ $more ->
        [0] {""}
        [one] {" "}et { $more } autre
       *[other] {" "}et { $more } autres
    }
}
access-hint-action = L'acte comme dans la liste : user.deactivate
access-hint-deactivate = Des noms d'utilisateur, entre des virgules
access-hint-file = Des lignes : username,roles,level,active
access-hint-grant = martin=Ens_RT ; durand=Secr_GEII
access-hint-level = martin=gestionnaire ; durand=utilisateur
access-hint-login = Vide : vos propres droits
access-hint-object = Le compte ; d'un nouveau, son département
access-hint-role = Ens=+EditAllNotes,-AbsChange
access-loses = {"  "}– { $login } · { $name } : { $signs-in ->
    [yes] la connexion,{" "}
   *[no] {""}
}{ $rights }{ $more ->
    [0] {""}
    [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
}
access-loss = { $loss ->
    [last-superadmin] Attention : plus aucun Superadmin durable.
    [last-manager] Attention : plus aucun Manager durable.
   *[last-administrator] Attention : plus personne n'administre les comptes de { $department }, hormis les Managers.
}
access-loss-power-users = { $count ->
    [one] Gestionnaire (Power User) qui en perd : { $names }
   *[other] { $count } gestionnaires (Power Users) en perdent : { $names }
}{ $more ->
    [0] .
    [one] {" "}et { $more } autre.
   *[other] {" "}et { $more } autres.
}
access-maker = { $maker }
access-maker-oneself = vous-même{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
    })
}
access-maker-administrator = l'administrateur de ce compte, ou un Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
    })
}
access-maker-approver = qui approuve les comptes (users.approve), ou un Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
    })
}
access-maker-home-chooser = un administrateur sans département d'attache, ou un Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
    })
}
access-maker-manager = un Manager{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
    })
}
access-maker-superadmin = un Superadmin{ $names ->
    [none] {""}
   *[other] {" "}({ $names }{ $more ->
        [0] {""}
        [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
    })
}
access-matrix-line = {"  "}{ $what } : { $who ->
    [none] personne
   *[other] { $who }
}
access-matrix-said = Rôles et permissions, niveaux et actes
access-need = { $need }
access-need-account-unusable = le compte de qui agit est utilisable
access-need-account-pending = le compte est approuvé
access-need-account-expired = le compte n'est pas expiré
access-need-account-deactivated = le compte n'est pas désactivé
access-need-account-erased = la personne du compte n'a pas été effacée
access-need-not-found = le compte existe
access-need-pending-approval = le compte n'attend pas d'être approuvé
access-need-superadmin-only = qui agit est Superadmin
access-need-manager-only = qui agit est Manager
access-need-missing-permission = un rôle ou un profil donne ce droit
access-need-out-of-scope = le droit porte sur ce compte ou ce département
access-need-target-superadmin = le compte n'est pas celui d'un Superadmin, ou qui agit l'est aussi
access-need-target-manager = le compte n'est pas celui d'un Manager, ou qui agit l'est aussi
access-need-target-administers-more = la personne n'administre rien que qui agit n'administre pas
access-need-target-power-user = le compte n'est pas celui d'un autre gestionnaire
access-need-own-account = le compte est celui de quelqu'un d'autre
access-need-expired-locked = le compte n'est pas expiré
access-need-user-connected = la personne n'est pas connectée
access-need-manager-everywhere = le rôle Manager est donné sans département
access-need-role-beyond-yours = le rôle ne permet rien de plus que ce que qui agit peut là
access-need-last-superadmin = un autre Superadmin durable reste
access-need-last-manager = un autre Manager durable reste
access-need-home-forced = qui agit peut choisir ce département d'attache
access-need-account-used = le compte n'a jamais servi
access-need-not-pending = le compte attend d'être approuvé
access-need-login-taken = le nom d'utilisateur est libre
access-need-somebody = qui agit s'est connecté
access-need-account = qui agit est un webmestre
access-need-duty = qui agit est un webmestre à qui cela revient
access-need-person = qui agit est une personne de l'établissement
access-need-own-establishment = cela se passe dans l'établissement de qui agit
access-need-goes-on = rien n'arrête qui agit : ni blocage, ni session close, ni mot de passe à changer
access-none = Rien ne peut être fait ici.
access-one = Droit { $name }
access-question = { $login ->
    [none] Vous
   *[other] { $login }
} – { $act } ({ $word }){ $object ->
    [none] {""}
   *[other] {" "}– { $object }
}
access-refused = refusé
access-rule = { $rule }
access-rule-A1 = un Manager peut tout, sur tous les comptes ; ce qui touche tout l'établissement (journal, courriels, sessions, sauvegardes) n'est qu'à lui
access-rule-A2 = chacun s'occupe de son propre mot de passe et de son adresse, jamais de son statut, de son niveau ni de ses rôles
access-rule-A3 = un administrateur sans département d'attache s'occupe de tous les comptes, sauf ceux des Managers
access-rule-A4 = un administrateur s'occupe des comptes dont l'attache est son département
access-rule-A5 = un administrateur voit les autres comptes, et y donne ou retire des rôles dans son département
access-rule-A6 = qui n'a pas de droit d'administration sur un compte n'y change rien ; UsersView permet de le voir
access-rule-I1 = personne ne donne un rôle ni n'ouvre un compte qui permet plus que ce que l'on peut soi-même dans ce département
access-rule-I2 = seul un Manager donne ou retire le rôle Manager, et définit les rôles
access-rule-I3 = il doit rester un Manager et un Superadmin durables
access-rule-I4 = personne ne le fait à soi-même
access-rule-I5 = un compte qui a servi se désactive plutôt qu'il ne se supprime
access-rule-I6 = un Manager l'est dans tous les départements
access-rule-I7 = seul un Superadmin donne niveaux, profils et périmètres
access-rule-I8 = seul un Superadmin touche au compte d'un Superadmin
access-rule-S3 = un compte en attente s'approuve ou se rejette, rien d'autre
access-rule-S8 = un compte expiré change par son jour d'expiration seulement
access-rule-S11 = on ne change pas le statut de qui est connecté
access-rule-S12 = un gestionnaire n'agit ni sur un autre gestionnaire ni hors de son périmètre
access-rule-gate-account = il faut un compte utilisable : actif, non expiré, approuvé
access-rule-guard = le compte doit exister, ou ne pas exister encore
access-rule-profile = un gestionnaire fait ce que ses profils permettent, dans son périmètre
access-rule-status = le statut du compte décide
access-rule-H1 = il faut s'être connecté
access-rule-H2 = un webmestre administre tout ce qui est hébergé
access-rule-H3 = le compte d'un webmestre n'est qu'à lui
access-rule-P0 = les personnes d'un établissement n'agissent que dans celui-ci
access-rule-P1 = qui est bloqué ou dont la session est close ne fait plus rien
access-rule-P2 = le mot de passe d'un compte n'est changé que par sa personne
access-rule-S1 = qui peut activer les comptes en crée qui servent aussitôt
access-rule-S2 = un gestionnaire qui n'active pas les comptes en crée qui attendent d'être approuvés
access-rule-S4 = un compte activé devient actif dès sa première activité
access-rule-S5 = un compte désactivé ne se connecte plus, et ses données restent
access-rule-S6 = un compte désactivé peut être activé de nouveau
access-rule-S7 = un compte expire le jour venu, sans que personne agisse
access-rule-S9 = un jour d'expiration reporté ou effacé rend au compte le statut d'avant
access-rule-S10 = un jour d'expiration déjà venu ferme le compte aussitôt
access-rule-S13 = redonner la même valeur ne change rien
access-rule-S14 = ni soi-même, ni qui est connecté, ni le dernier Superadmin ou Manager durable ne se supprime
access-rule-H4 = un observateur lit tout et ne modifie rien
access-rule-H5 = un webmestre de zones s'occupe des établissements de ses zones
access-rule-H6 = ce qui concerne tout l'hébergement revient à un webmestre qui administre tout
access-sentence = { $said } ({ $act }) : { $allowed }, règle { $rule }{ $missing ->
    [no-value] {""}
   *[other] {" "}– il manque : { $missing }
}
access-simulate-title = Essayer des droits sans rien changer
access-stopped = {"  "}✗ { $why }
access-verdict-allowed = Permis. Règle { $rule } : { $words }
access-verdict-refused = Refusé. Règle { $rule } : { $words }
access-verdict-stopped = Refusé, sans qu'un droit manque :
access-warning = { $warning }
access-warning-account-used = Attention : ce compte a servi, le désactiver garderait ce qui a été fait.
access-warning-drops-administration = Attention : la personne perdra ses profils et son périmètre si elle n'est plus gestionnaire.
access-warning-gives-everything = Attention : un Manager peut tout, dans tous les départements.
access-warning-shuts-out = Attention : ce jour est déjà venu, la personne ne pourra plus se connecter.
access-who-can = Qui peut { $act } ({ $word }){ $object ->
    [none] {""}
   *[other] {" "}– { $object }
} : { $count ->
    [0] personne
    [one] { $count } personne
   *[other] { $count } personnes
}
access-who-can-title = Qui peut le faire ?

action-access = Droits
action-access-explain = Pourquoi ?
action-access-matrix = Matrice
action-access-simulate = Essayer des droits
action-access-who-can = Qui peut ?
action-anomalies = Anomalies
action-anomaly-open = Ouvrir les comptes

anomalies-count = { $anomalies ->
    [0] Aucune anomalie
    [one] { $anomalies } anomalie
   *[other] { $anomalies } anomalies
}
anomalies-none = Rien d'anormal dans les droits de cet établissement.
anomaly-column-detail = Précision
anomaly-column-key = Anomalie pour les commandes
anomaly-column-mended-by = Remède
anomaly-column-name = Nom
anomaly-column-oddity = Anomalie
anomaly-oddity = { $oddity }
anomaly-oddity-managers-end = Manager dont le rôle finit, comme celui de tous les autres
anomaly-oddity-many-managers = un Manager parmi beaucoup (plus de 5)
anomaly-oddity-no-teacher-view = responsable d'un module, sans le droit EnsView
anomaly-oddity-no-profile = gestionnaire sans profil
anomaly-oddity-no-scope = gestionnaire sans périmètre
anomaly-oddity-role-ended = rôle terminé
anomaly-oddity-role-department-gone = rôle dans un département disparu
anomaly-oddity-home-gone = attache à un département disparu
anomaly-oddity-scope-gone = périmètre sur un département disparu
anomaly-oddity-pending-long = attend d'être approuvé depuis plus de 14 jours
anomaly-oddity-never-used = jamais utilisé depuis plus de 90 jours
anomaly-one = Anomalie du compte { $name }
anomaly-sentence = { $login } ({ $name }) : { $oddity }{ $detail ->
    [no-value] {""}
   *[other] {" "}({ $detail })
}{ $mended_by ->
    [no-value] {""}
   *[other] {" "}– remède : { $mended_by }
}

cli-access = Ce que les personnes d'un établissement peuvent faire, et pourquoi
cli-access-explain = Dire pourquoi quelqu'un peut ou ne peut pas faire quelque chose, ce qui manque, et qui peut aider
cli-access-list = Lister ce qui peut être fait dans l'établissement
cli-access-matrix = Montrer ce que permettent les rôles et les niveaux
cli-access-simulate = Dire à quoi des changements de droits reviendraient, sans rien changer
cli-access-who-can = Lister qui peut faire quelque chose
cli-anomaly = Anomalies des droits d'un établissement
cli-anomaly-list = Lister les anomalies des droits
cli-arg-anomaly = L'anomalie, comme la liste la nomme
cli-arg-asked-action = L'acte : user.deactivate, ou comme une commande : "user deactivate"
cli-arg-asked-login = Le nom d'utilisateur de qui l'on demande les droits
cli-arg-asked-object = Le compte ; pour un nouveau, le code de son département
cli-value-act = ACTE
cli-value-anomaly = ANOMALIE

error-not-found-act = Il n'y a pas d'acte « { $id } ».
error-not-found-anomaly = L'anomalie « { $id } » n'existe pas, ou n'existe plus.

field-label-asked-action = Action
field-label-asked-login = Droits de qui
field-label-asked-object = Sur quel compte
field-label-staged-deactivations = Comptes désactivés
field-label-staged-file = Lignes d'un fichier
field-label-staged-grants = Rôles donnés
field-label-staged-levels = Niveaux changés
field-label-staged-revokes = Rôles retirés
field-label-staged-roles = Rôles redéfinis

filter-unknown-allowed = Il n'y a pas de réponse « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Réponses : permis, refusé.
plain-help-access = Ce que chacun peut faire ici, et pourquoi. Demandez pourquoi quelque chose est permis ou refusé, qui peut le faire, ou à quoi un changement de droits reviendrait.
plain-help-anomalies = Ce qui paraît anormal dans les droits : rôles terminés, gestionnaires sans périmètre, comptes jamais utilisés. Rien n'est changé.
problem-staged-shape = Cela ne se lit pas comme un changement : martin=Ens_RT, martin=power-user ou Ens=+EditAllNotes,-AbsChange.
refused-why = { $why } ({ $help } : pourquoi)

screen-access = Droits
screen-anomalies = Anomalies
sheet-title = Pourquoi ?

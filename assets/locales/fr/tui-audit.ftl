### L'écran du journal. Trié par clé.

action-audit-export = Exporter le journal
action-audit-fields = Choisir action, auteur, dates
action-audit-verify = Vérifier l'intégrité

# Les actions sont celles du journal, avec un tiret à la place du point.
audit-action = { $action ->
    [audit-export] export du journal
    [doctor-repair] réparation
    [establishment-add] ajout d'un établissement
    [establishment-block] blocage
    [establishment-add-administrator] création d'un administrateur
    [establishment-delete] suppression d'un établissement
    [establishment-edit] modification d'un établissement
    [establishment-export] export d'un établissement
    [establishment-reset-password] nouveau mot de passe d'un administrateur
    [establishment-unblock] déblocage
    [host-block] blocage de tous les établissements
    [host-edit] modification des réglages
    [host-initialise] mise en service
    [host-unblock] déblocage de tous les établissements
    [import-save-mapping] correspondance de colonnes enregistrée
    [mail-retry] courriel remis en attente
    [mail-test] courriel d'essai
    [session-end] fin de session
    [session-refused] connexion refusée
    [session-sign-in] connexion
    [session-unlock] déverrouillage
    [session-unlock-refused] déverrouillage refusé
    [webmaster-add] ajout d'un webmestre
    [webmaster-change-password] changement de son mot de passe
    [webmaster-disable] désactivation d'un webmestre
    [webmaster-edit] modification d'un webmestre
    [webmaster-enable] réactivation d'un webmestre
    [webmaster-set-password] mot de passe d'un webmestre
    [zone-add] ajout d'une zone
    [zone-add-academies] ajout des académies
    [zone-delete] suppression d'une zone
    [zone-edit] modification d'une zone
    [zone-move] déplacement d'une zone
   *[other] { $action }
}
audit-after = Après
audit-before = Avant
audit-broken-altered = L'entrée { $id } a été modifiée : rien de ce qui la suit n'est sûr.
audit-broken-missing = L'entrée { $id } manque : rien de ce qui la suit n'est sûr.
audit-count = { $more ->
    [yes] { $at } sur plus de { $known }
   *[no] { $at } sur { $known }
} { $known ->
    [one] entrée
   *[other] entrées
}
audit-detail-title = Entrée { $id } du journal
audit-export-all = Tout le journal sera écrit dans ce fichier.
audit-export-button = Exporter
audit-export-filtered = Seules les entrées que le filtre laisse seront écrites.
audit-exported = { $entries } { $entries ->
    [one] entrée écrite
   *[other] entrées écrites
} dans { $path }

# Les autres champs ont le libellé des formulaires.
audit-field = { $field ->
    [author] auteur du blocage
    [blocker] bloqué par
    [code] constat
    [entries] entrées
    [establishments] établissements
    [export] export
    [mapping] correspondance
    [state] état
   *[other] { $field }
}
audit-fields-button = Filtrer
audit-format-csv = CSV, pour un tableur
audit-format-json = JSON, une entrée par ligne
audit-from = depuis le { $day }
audit-hash = Empreinte
audit-no-match = Aucune entrée ne correspond. { $back } retire le filtre.
audit-none = Le journal est vide.
audit-object = { $kind ->
    [audit] le journal
    [establishment] établissement
    [finding] constat
    [host] l'hébergement
    [mail] courriel
    [session] session
    [webmaster] webmestre
    [zone] zone
   *[other] { $kind }
}
audit-os-user = Utilisateur du système
audit-ssh-key = Clé SSH
audit-until = jusqu'au { $day }
audit-verified = Le journal est intact : { $entries } { $entries ->
    [one] entrée vérifiée
   *[other] entrées vérifiées
}.
audit-verifying = Vérification de tout le journal…

column-action = Action
column-from = D'où
column-object = Objet
column-time = Quand
column-who = Qui

hint-audit-action = Par exemple establishment.delete, ou mail pour tout ce qui touche aux courriels.
hint-day = 01/09/2026 ou 2026-09-01
hint-file-exchange = Un nom seul : le fichier va dans le dossier d'échange.
hint-file-new = Un fichier qui n'existe pas encore.

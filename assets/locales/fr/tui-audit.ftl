### L'écran du journal. Trié par clé.

action-audit-export = Exporter le journal
action-audit-fields = Choisir action, auteur, dates
action-audit-verify = Vérifier l'intégrité

audit-broken-altered = L'entrée { $id } a été modifiée : rien de ce qui la suit n'est sûr.
audit-broken-missing = L'entrée { $id } manque : rien de ce qui la suit n'est sûr.
audit-export-all = Tout le journal sera écrit dans ce fichier.
audit-export-button = Exporter
audit-export-filtered = Seules les entrées que le filtre laisse seront écrites.
audit-exported = { $entries } { $entries ->
    [one] entrée écrite
   *[other] entrées écrites
} dans { $path }

audit-fields-button = Filtrer
audit-format-csv = CSV, pour un tableur
audit-format-json = JSON, une entrée par ligne
audit-hash = Empreinte
audit-none = Le journal est vide.
audit-os-user = Utilisateur du système
audit-ssh-key = Clé SSH
audit-utc = UTC
audit-verified = Le journal est intact : { $entries } { $entries ->
    [one] entrée vérifiée
   *[other] entrées vérifiées
}{ $pruned ->
    [no] .
   *[other] , à partir de celle qui suit la { $pruned } : les précédentes ont été purgées.
}
audit-word = Mot

column-action = Action
column-from = D'où
column-object = Objet
column-time = Quand
column-who = Qui

hint-audit-action = Par exemple suppression d'un établissement, ou courriel.
hint-day = 01/09/2026 ou 2026-09-01
hint-file-exchange = Un nom seul : le fichier va dans le dossier d'échange.
hint-file-new = Un fichier qui n'existe pas encore.
audit-one = Entrée { $name } du journal

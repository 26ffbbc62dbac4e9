### L'écran des exports. Trié par clé.

action-export-file = Restaurer d'un fichier, transfert
action-export-keep = Durée de conservation
action-export-prune = Supprimer les anciens
action-export-replace = Restaurer en remplaçant
action-export-restore = Restaurer
action-export-verify = Vérifier
export-age = { $days ->
    [0] aujourd'hui
   *[other] { $days } j
}
export-column-age = Âge
export-column-size = Taille
export-column-when = Date
export-column-why = Raison
export-file-note = Un export est restauré seul ; une liste de transfert ({ $columns } { $columns ->
    [one] colonne
   *[other] colonnes
}) reprend tous les établissements d'un autre hébergeur, dont les exports sont à côté d'elle.
export-kept = { $days ->
    [3650] Les exports sont gardés 10 ans.
    [one] Les exports sont gardés { $days } jour.
   *[other] Les exports sont gardés { $days } jours.
}
export-prune-button = Compter
export-prune-question = { $count ->
    [one] { $count } export a plus de { $days } { $days ->
        [one] jour
       *[other] jours
    } et sera supprimé définitivement.
   *[other] { $count } exports ont plus de { $days } { $days ->
        [one] jour
       *[other] jours
    } et seront supprimés définitivement.
}
export-pruned = { $count ->
    [one] { $count } export supprimé
   *[other] { $count } exports supprimés
}
export-read = { $whole ->
    [0] Aucun export intact
    [one] { $whole } export vérifié : intact
   *[other] { $whole } exports vérifiés : intacts
}{ $bad ->
    [0] {"."}
    [one] {" "}; { $bad } absent ou abîmé.
   *[other] {" "}; { $bad } absents ou abîmés.
}
export-totals = { $count } { $count ->
    [one] export
   *[other] exports
} · { $size } · { $days ->
    [3650] gardés 10 ans, { $old } { $old ->
        [one] plus ancien
       *[other] plus anciens
    }
    [one] gardés { $days } jour, { $old } { $old ->
        [one] plus ancien
       *[other] plus anciens
    }
   *[other] gardés { $days } jours, { $old } { $old ->
        [one] plus ancien
       *[other] plus anciens
    }
}
exports-none = Aucun export : x sur les établissements en fait, une suppression aussi. { $add } restaure d'un fichier ou reprend un transfert.
hint-older-than-days = Leur nombre sera à saisir avant. Ce qui sert à annuler reste.
hint-replace-existing = Un export de ce qui est là est fait avant.
hint-restore-exchange = Un nom du dossier d'échange ou du dossier des exports.
hint-restore-file = Un export, ou la liste CSV d'un transfert.
hint-retention-days = Vide : le plus longtemps, 3650 jours. Les exports utiles restent.
screen-exports = Exports
why-none-old = Aucun export n'est plus ancien.
export-keys-title = { $count ->
    [one] Restaurer un export chiffré
   *[other] Restaurer { $count } exports, dont des chiffrés
}
hint-key-file = Pour les exports chiffrés : le fichier écrit par age-keygen.
export-one = Export de l'établissement { $name }

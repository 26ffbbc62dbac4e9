### Exports. Trié par clé.

action-export-file = Restaurer d'un fichier, transfert
action-export-keep = Durée de conservation
action-export-prune = Supprimer les anciens
action-export-replace = Restaurer en remplaçant
action-export-restore = Restaurer
action-export-verify = Vérifier

audit-action-export-remove = suppression d'un export
audit-object-export = export

cli-arg-export-file = Nom de l'export
cli-arg-export-why = Seulement ceux faits pour cette raison
cli-export = Exports présents : liste, vérification, suppression des anciens
cli-export-keep = Régler la durée de conservation des exports ; les plus anciens partent avec la commande prune ou export prune
cli-export-list = Lister les exports, les plus récents en premier
cli-export-prune = Supprimer les exports trop anciens dont rien n'a besoin
cli-export-show = Montrer un export
cli-export-verified = { $file } : { $presence }
cli-export-verify = Relire des exports, les comparer à leur empreinte et juger s'ils peuvent être restaurés

error-not-found-export = L'export « { $id } » n'existe pas.

export-age = { $days ->
    [0] aujourd'hui
   *[other] { $days } j
}
export-cell = ligne { $line }, { $column }, « { $value } » : { $reason }
export-cell-empty = ligne { $line }, { $column } : { $reason }
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
export-keys-title = { $count ->
    [one] Restaurer un export chiffré
   *[other] Restaurer { $count } exports, dont des chiffrés
}
export-line = ligne { $line } : { $reason }
export-one = Export de l'établissement { $name }
export-presence = { $presence ->
    [there] présent
    [verified] vérifié
    [missing] absent
    [damaged] modifié ou abîmé
    [unrestorable] ne peut pas être restauré
   *[other] { $presence }
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
export-verified-unfit = { $presence } : { $fault }
export-why = { $why ->
    [export] demandé
    [before-delete] avant une suppression
    [before-restore] avant une restauration
   *[other] { $why }
}
exports-none = Aucun export : x sur les établissements en fait, une suppression aussi. { $add } restaure d'un fichier ou reprend un transfert.

field-label-compress = Compresser (Zstandard)
field-label-key-file = Fichier de clés
field-label-older-than-days = Plus anciens que (jours)
field-label-public-key = Clé publique
field-label-replace-existing = Remplacer les données de ceux qui existent
field-label-retention-days = Exports conservés (jours)
field-label-tables = Ajouter des tableaux CSV

hint-key-file = Pour les exports chiffrés : le fichier écrit par age-keygen.
hint-older-than-days = Leur nombre sera à saisir avant. Ce qui sert à annuler reste.
hint-replace-existing = Un export de ce qui est là est fait avant.
hint-restore-exchange = Un nom du dossier d'échange ou du dossier des exports.
hint-restore-file = Un export, ou la liste CSV d'un transfert.
hint-retention-days = Vide : le plus longtemps, 3650 jours. Les exports utiles restent.

plain-export-line = { $place }. Établissement { $number }, { $denomination }, { $taken_at }, { $bytes }, { $why }, { $presence }.
plain-export-no-place = « { $typed } » : donnez des numéros de la liste, de 1 à { $count }.
plain-export-replace = Remplacer les données des établissements qui existent
plain-export-which = Numéros dans la liste
plain-help-export-file = Un export (.sqlite, .sqlite.zst) avec son fichier .sha256, ou la liste CSV d'un transfert avec les exports à côté.
plain-help-export-first = L'export est un fichier complet et vérifié, dans le dossier des exports : il permet de revenir sur une suppression.
plain-help-export-which = Les numéros dits au début des lignes : 2, ou 1 4-6.
plain-help-exports = Les exports sont les copies qui permettent de restaurer. La liste numérote les exports ; vérifier et restaurer prennent ces numéros.

screen-exports = Exports

why-none-old = Aucun export n'est plus ancien.

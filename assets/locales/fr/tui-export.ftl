### L'écran des exports. Trié par clé.

action-export-prune = supprimer les anciens
action-export-replace = restaurer à la place des données actuelles
action-export-restore = restaurer
action-export-verify = vérifier
export-age = { $days ->
    [0] ce jour
   *[other] { $days } j
}
export-column-age = Âge
export-column-size = Taille
export-column-when = Date
export-column-why = Raison
export-count = { $at } sur { $total }
export-prune-question = { $count ->
    [one] { $count } export a plus de { $days } jours et sera supprimé définitivement.
   *[other] { $count } exports ont plus de { $days } jours et seront supprimés définitivement.
} Les établissements supprimés ne pourront plus être restaurés depuis eux.
export-pruned = { $count ->
    [one] { $count } export supprimé
   *[other] { $count } exports supprimés
}
export-read = { $file } : { $presence ->
    [verified] vérifié, le contenu est celui qui a été écrit
    [missing] absent
    [damaged] modifié ou abîmé
   *[other] { $presence }
}
export-reading = Lecture de { $file } …
export-totals = { $count ->
    [one] { $count } export
   *[other] { $count } exports
} · { $mib } Mio · { $days ->
    [0] gardés jusqu'à leur suppression
    [one] gardés { $days } jour, { $old } plus anciens
   *[other] gardés { $days } jours, { $old } plus anciens
}
exports-none = Aucun export : x sur les établissements en fait, une suppression aussi.
screen-exports = Exports
why-export-busy = Un export est en cours de lecture.
why-no-retention = Les exports sont gardés jusqu'à leur suppression : la commande export keep règle la durée.
why-none-old = Aucun n'est plus ancien que la durée de conservation.

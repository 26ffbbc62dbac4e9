### Écran des zones géographiques. Trié par clé.

action-zone-academies = Ajouter les académies
action-zone-add = Ajouter
action-zone-delete = Supprimer
action-zone-earlier = Plus haut
action-zone-edit = Modifier
action-zone-later = Plus bas
action-zone-move = Donner sa place à une zone

why-filtered-order = Retirez d'abord le filtre : l'ordre est celui de toute la liste.
why-first-zone = Cette zone est déjà la première.
why-last-zone = Cette zone est déjà la dernière.
why-no-academies = Toutes les académies sont déjà dans la liste.

zone-academies-question = { $count ->
    [one] Une seule académie n'a pas encore de zone à son nom : l'ajouter à la fin de la liste ?
   *[other] { $count } académies n'ont pas encore de zone à leur nom : les ajouter à la fin de la liste ?
} Les zones existantes et leurs établissements ne changent pas.
zone-add-button = Ajouter
zone-add-title = Nouvelle zone
zone-column-establishments = Établissements
zone-column-language = Courriels en
zone-column-name = Nom de la zone
zone-column-position = Position
zone-delete-moved = { $count ->
    [0] Elle n'a aucun établissement.
    [one] Son établissement passera dans la zone 1, « { $default } ».
   *[other] Ses { $count } établissements passeront dans la zone 1, « { $default } ».
}
zone-delete-question = Supprimer la zone « { $name } » ?
zone-edit-title = Zone { $number }
zone-hint-language = ← → choisir la langue des courriels envoyés à ces établissements

zones-count = { $zones } { $zones ->
    [one] zone
   *[other] zones
} · { $establishments } { $establishments ->
    [one] établissement
   *[other] établissements
}
zones-none = Aucune zone : { $add } pour en ajouter une.
zone-sentence = { $number } : { $name }, courriels en { $language }, { $establishments } { $establishments ->
    [one] établissement
   *[other] établissements
}.

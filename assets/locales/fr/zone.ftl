### Zones géographiques. Trié par clé.

action-zone-academies = Ajouter les académies
action-zone-add = Ajouter
action-zone-delete = Supprimer
action-zone-earlier = Plus haut
action-zone-edit = Modifier
action-zone-later = Plus bas
action-zone-mail = Écrire un courriel aux contacts de la zone
action-zone-move = Donner sa place à une zone

audit-action-zone-add = ajout d'une zone
audit-action-zone-delete = suppression d'une zone
audit-action-zone-edit = modification d'une zone
audit-action-zone-move = déplacement d'une zone
audit-action-zone-undo-add = zone retirée
audit-action-zone-undo-delete = zone rétablie
audit-action-zone-undo-edit = modification de zone défaite
audit-object-zone = zone

back-zone = { $count } { $count ->
    [one] établissement y retourne
   *[other] établissements y retournent
}
cli-arg-zone = Le numéro de la zone
cli-value-zone = N|NOM
cli-zone = Zones géographiques
cli-zone-academies = Ajouter une zone par académie
cli-zone-academies-added = { $count } { $count ->
    [one] zone ajoutée
   *[other] zones ajoutées
}
cli-zone-add = Ajouter une zone
cli-zone-added = Zone { $number } ajoutée : { $name }
cli-zone-delete = Supprimer une zone ; ses établissements passent dans la zone 1
cli-zone-deleted = Zone { $name } supprimée ; { $count ->
    [one] { $count } établissement est passé
   *[other] { $count } établissements sont passés
} dans la zone 1
cli-zone-edit = Modifier le nom ou la langue d'une zone
cli-zone-edited = Zone { $number } : { $name }
cli-zone-list = Lister les zones dans leur ordre
cli-zone-move = Donner sa place à une zone
cli-zone-moved = Zone { $name } : place { $position }

error-not-found-zone = La zone { $id } n'existe pas.

field-label-language = Langue des courriels
field-label-zone-name = Nom de la zone
field-label-zone-position = Position

job-kind-undo-zone-add = Défaire l'ajout d'une zone
job-kind-undo-zone-delete = Défaire la suppression d'une zone
job-kind-undo-zone-edit = Défaire la modification d'une zone
job-kind-zone-add = Ajouter une zone
job-kind-zone-delete = Supprimer une zone
job-kind-zone-edit = Modifier une zone
job-start-question-undo-zone-add = Retirer { $count } { $count ->
    [one] zone ajoutée
   *[other] zones ajoutées
} ?
job-start-question-undo-zone-delete = Rétablir { $count } { $count ->
    [one] zone supprimée
   *[other] zones supprimées
} ?
job-start-question-undo-zone-edit = Défaire la modification de { $count } { $count ->
    [one] zone
   *[other] zones
} ?
job-start-question-zone-add = Ajouter { $count } { $count ->
    [one] zone
   *[other] zones
} ?
job-start-question-zone-delete = Supprimer { $count } { $count ->
    [one] zone
   *[other] zones
} ?
job-start-question-zone-edit = Modifier { $count } { $count ->
    [one] zone
   *[other] zones
} ?

plain-help-zone = La zone géographique de l'établissement.
plain-help-zones = Les groupes d'établissements, dans l'ordre de votre choix. La zone 1 ne peut pas être supprimée.
plain-menu-zones = Zones géographiques

problem-unknown-zone = Cette zone n'existe pas{ $door ->
    [console] {""}
   *[command] {""} : voyez intendant zone list
}.
problem-zone-name-used = Une autre zone a ce nom : choisissez-en un autre.

screen-zones = Zones

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
zone-sentence = { $number } : { $name }, courriels en { $language }, { $establishments } { $establishments ->
    [one] établissement
   *[other] établissements
}.
zones-count = { $zones } { $zones ->
    [one] zone
   *[other] zones
} · { $establishments } { $establishments ->
    [one] établissement
   *[other] établissements
}
zones-none = Aucune zone : { $add } pour en ajouter une.

### Établissements. Trié par clé.

action-establishment-add = Ajouter
action-establishment-block = Bloquer
action-establishment-delete = Supprimer
action-establishment-edit = Modifier
action-establishment-import = Importer un fichier
action-establishment-reset = Mot de passe
action-establishment-unblock = Débloquer

audit-action-establishment-add = ajout d'un établissement
audit-action-establishment-add-administrator = création d'un administrateur
audit-action-establishment-add-failed = création non terminée
audit-action-establishment-audit-behind = journal coupé, ou copie plus ancienne remise
audit-action-establishment-block = blocage
audit-action-establishment-delete = suppression d'un établissement
audit-action-establishment-delete-failed = suppression non terminée
audit-action-establishment-edit = modification d'un établissement
audit-action-establishment-export = export d'un établissement
audit-action-establishment-import = import d'un fichier
audit-action-establishment-reset-password = nouveau mot de passe d'un administrateur
audit-action-establishment-restore = restauration d'un établissement
audit-action-establishment-restore-failed = restauration non terminée
audit-action-establishment-unblock = déblocage
audit-object-establishment = établissement

card-counted = comptés le { $at }
card-database = Base
card-everywhere = avec tous les établissements : { $block }
card-exports = Exports
card-exports-said = { $count ->
    [0] aucun
    [one] 1, du { $at }
   *[other] { $count }, le dernier du { $at }
}
card-job = { $id } · { $what } · { $state } · { $author }, { $at }
card-jobs = Traitements
card-latest-mail = dernier : { $id } « { $subject } » · { $state } · { $at }
card-mails = Courriels
card-never-counted = jamais comptées
card-none = aucun
card-people = Personnes
card-people-said = { $staff } { $staff ->
    [one] personnel
   *[other] personnels
} ({ $staff_connected } { $staff_connected ->
    [one] connecté
   *[other] connectés
} en 6 mois), { $learners } { $learners ->
    [one] élève
   *[other] élèves
} ({ $learners_connected } { $learners_connected ->
    [one] connecté
   *[other] connectés
})
card-teaching = Activité
card-teaching-said = { $evaluations } { $evaluations ->
    [one] évaluation
   *[other] évaluations
}, { $grades } { $grades ->
    [one] note
   *[other] notes
}, { $enrolments } { $enrolments ->
    [one] inscription
   *[other] inscriptions
}

cli-establishment = Établissements
cli-establishment-add = Ajouter un établissement avec sa base et son premier administrateur
cli-establishment-added = Établissement { $number } créé · { $mail } · { $path }
cli-establishment-administrators = Lister les administrateurs d'un établissement
cli-establishment-block = Bloquer des établissements
cli-establishment-count = { $shown } sur { $matching } ; { $total } en tout
cli-establishment-delete = Supprimer des établissements, après un export
cli-establishment-edit = Modifier un établissement ; seul ce qui est donné change
cli-establishment-export = Exporter données et bases, un fichier vérifié par établissement
cli-establishment-import = Créer des établissements en masse depuis un fichier CSV
cli-establishment-label = Établissement
cli-establishment-list = Lister les établissements
cli-establishment-mail = Écrire un courriel aux contacts d'établissements
cli-establishment-move = Changer des établissements de zone
cli-establishment-no-mail = Attention : sans courriel, le mot de passe du premier administrateur ne pourra pas être retrouvé. Pour en donner un autre : intendant establishment reset-password { $number }
cli-establishment-reset-password = Initialiser le mot de passe d'un administrateur ; il est envoyé au contact
cli-establishment-restore = Restaurer des établissements depuis des exports, ou reprendre ceux d'un autre hébergeur
cli-establishment-unblock = Débloquer des établissements ; les blocages des autres restent

error-not-found-establishment = L'établissement { $id } n'existe pas.

establishment-added-same = Établissement { $number } créé. { $same }
establishment-no-postcode = La localisation « { $location } » n'a pas de code postal : c'est juste dans un pays qui n'en a pas, sinon ajoutez-le.
establishment-same = { $count ->
    [one] Le { $numbers } a
   *[other] Les { $numbers } ont
} aussi ce nom et ce lieu.

field-label-administrator = Administrateur
field-label-blocker = Blocage de
field-label-contact-email = Courriel du contact
field-label-contact-first-name = Prénom du contact
field-label-contact-last-name = Nom du contact
field-label-copy-mail = Copie au webmestre, sans le mot de passe
field-label-denomination = Dénomination
field-label-export-first = Exporter avant de supprimer
field-label-location = Localisation
field-label-number = Numéro
field-label-registered-on = Date d'inscription
field-label-send-mail = Envoyer le courriel d'inscription
field-label-uai = UAI
field-label-which = Mot de passe de
field-label-zone = Zone géographique

job-kind-add = Ajouter un établissement
job-kind-block = Bloquer
job-kind-delete = Supprimer
job-kind-edit = Modifier un établissement
job-kind-export = Exporter données & bases
job-kind-move-to-zone = Changer de zone
job-kind-replace = Restaurer en remplaçant
job-kind-reset-administrator = Initialiser le mot de passe du premier administrateur
job-kind-restore = Restaurer
job-kind-unblock = Débloquer
job-kind-undo-add = Défaire l'ajout d'un établissement
job-kind-undo-block = Défaire le blocage
job-kind-undo-delete = Défaire la suppression
job-kind-undo-edit = Défaire la modification d'un établissement
job-kind-undo-move = Défaire le changement de zone
job-kind-undo-restore = Défaire la restauration
job-kind-undo-unblock = Défaire le déblocage
job-kind-undo-write-mail = Retirer les courriels en attente
job-kind-write-mail = Écrire un courriel
job-reason-in-use-establishment = { $count } { $count ->
    [one] établissement y est
   *[other] établissements y sont
}
job-start-question-add = Ajouter { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-block = Bloquer { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-delete = Supprimer { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-edit = Modifier { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-export = Exporter données et bases de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-move-to-zone = Changer { $count } { $count ->
    [one] établissement
   *[other] établissements
} de zone ?
job-start-question-replace = Remplacer par leur export les données de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-reset-administrator = Initialiser le mot de passe du premier administrateur de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-restore = Restaurer { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-unblock = Débloquer { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-undo-add = Supprimer { $count } { $count ->
    [one] établissement ajouté
   *[other] établissements ajoutés
} ?
job-start-question-undo-block = Défaire le blocage de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-undo-delete = Rétablir { $count } { $count ->
    [one] établissement supprimé
   *[other] établissements supprimés
} ?
job-start-question-undo-edit = Défaire la modification de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-undo-move = Défaire le changement de zone de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-undo-restore = Défaire la restauration de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-undo-unblock = Défaire le déblocage de { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-undo-write-mail = Retirer les courriels en attente pour { $count } { $count ->
    [one] établissement
   *[other] établissements
} ?
job-start-question-write-mail = Envoyer ce courriel à { $count } { $count ->
    [one] contact
   *[other] contacts
} ?

plain-menu-establishments = Établissements

problem-already-there = { $holder ->
    [0] Il est déjà là, dans une autre zone.
   *[other] Il a été ajouté entre-temps : c'est l'établissement { $holder }.
}
problem-number-has-file = { $path } se trouve là où serait la base de ce numéro, et le registre ne le connaît pas : choisissez un autre numéro, ou lancez { doctor-run }.
problem-number-used = Ce numéro est ou a été celui d'un établissement, et n'est jamais donné deux fois : choisissez-en un autre.
problem-uai-letter = La dernière lettre devrait être { $expected }.
problem-uai-shape = Ce n'est pas un UAI : 7 chiffres et une lettre (0750655E), ou 6 chiffres, X et une lettre (123456XG).
problem-uai-used = { $holder ->
    [0] Un établissement d'une autre zone
   *[other] L'établissement { $holder }, { $denomination },
} a déjà cet UAI.

screen-establishments = Établissements

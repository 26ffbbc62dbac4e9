### Traitements : plans, avancement, résultats.

job-stage-plan = Préparation du plan
job-stage-run = Traitement
job-plan-cancelled = La préparation du plan a été annulée ; rien n'est conservé.
job-no-worker = Le processus de ce traitement n'a pas pu démarrer : { $cause }
job-kind = { $kind ->
    [block] Bloquer
    [unblock] Débloquer
    [move-to-zone] Changer de zone
    [reset-administrator] Initialiser le mot de passe du premier administrateur
    [export] Exporter données & bases
    [delete] Supprimer
    [write-mail] Écrire un courriel
    [undo-write-mail] Défaire : écrire un courriel
    [compute-statistics] Calculer les statistiques
    [undo-block] Défaire : bloquer
    [undo-unblock] Défaire : débloquer
    [undo-move] Défaire : changer de zone
   *[other] { $kind }
}
job-standing = { $standing ->
    [planned] prévu
    [running] en cours
    [silent] sans signe de vie
    [interrupted] interrompu
    [paused] en pause
    [cancelled] abandonné
    [done] terminé
   *[other] { $standing }
}
job-target-state = { $state ->
    [waiting] en attente
    [done] fait
    [skipped] sans objet
    [failed] échec
   *[other] { $state }
}
job-reason = { $reason ->
    [gone] n'existe plus
    [not-active] en cours de création ou de suppression
    [already-blocked] déjà bloqué, pour ce motif et jusqu'à ce jour
    [not-blocked] aucun blocage à lever
    [same-zone] déjà dans cette zone
    [unknown-zone] zone inexistante
    [no-contact-email] le contact n'a pas de courriel
    [no-administrator] aucun administrateur
    [not-expired] le mot de passe est utilisé ou encore valable
    [changed-since] modifié entre-temps par quelqu'un
    [incomplete] le plan ne contient pas ce dont cette cible a besoin
    [full] le disque est plein
   *[other] { $reason }
}
job-reason-busy = { $owner } y travaille
job-reason-busy-unnamed = quelqu'un d'autre y travaille
job-reason-held = le traitement { $job } de { $author } passe avant
job-reason-damaged = sa base est endommagée : { $detail }
job-reason-same-mail = même courriel à la même adresse que pour l'établissement { $number }
job-reason-mail-left = { $state ->
    [sending] le courriel est en cours d'envoi
    [sent] le courriel est parti
    [refused] le courriel a été refusé
    [uncertain] le courriel est peut-être arrivé
   *[other] le courriel n'est plus en attente ({ $state })
}
job-reason-machine = la machine a échoué : { $detail }
job-reason-not-permitted = non permis (règle { $rule })
job-forecast = { $forecast ->
    [do] à faire
    [skip] sans objet
    [refuse] refusé
   *[other] { $forecast }
}

### Ce qui n'est conservé qu'un temps, et sa fin. Trié par clé.

action-server-prune = Purger

audit-pruned = Le journal commence après l'entrée { $id } : les précédentes ont été purgées par { $by } le { $when }.

cli-arg-prune-dry-run = Seulement dire ce qui dépasse sa durée de conservation ; rien n'est supprimé
cli-arg-prune-kind = Cette sorte seulement ; à répéter pour plusieurs. Sans cette option, toutes
cli-label-count = Nombre
cli-label-days-kept = Durée (jours)
cli-label-newest = Le plus récent
cli-label-oldest = Le plus ancien
cli-prune-confirm = { $count } { $count ->
    [one] ligne ou fichier sera supprimé
   *[other] lignes et fichiers seront supprimés
} définitivement. Saisissez le nombre pour confirmer
cli-prune-old = Supprimer ce qui dépasse sa durée de conservation : courriels, traitements, sessions, journal, statistiques, exports…
cli-prune-stage = Purge
cli-prune-taken = { $count ->
    [0] Rien n'a été supprimé.
    [one] { $count } ligne ou fichier supprimé.
   *[other] { $count } lignes et fichiers supprimés.
}
cli-prune-total = { $count ->
    [0] Rien de ce qui peut être supprimé ne dépasse sa durée de conservation.
    [one] { $count } ligne ou fichier dépasse sa durée de conservation. Rien n'a été supprimé.
   *[other] { $count } lignes et fichiers dépassent leur durée de conservation. Rien n'a été supprimé.
}

doctor-overdue = { $kind } : { $count } bien au-delà de { $days ->
    [730] 2 ans
    [1095] 3 ans
    [1825] 5 ans
    [3650] 10 ans
    [one] { $days } jour
   *[other] { $days } jours
} de conservation, depuis le { $oldest } : personne ne purge. Voir intendant prune.

error-audit-broken = L'entrée { $id } du journal n'est pas celle qui a été écrite : rien du journal n'est purgé, pour que cela se voie encore. Voir intendant audit verify.
error-noted-pruned = L'entrée { $id } du journal a été purgée depuis qu'elle a été notée : seules celles qui suivent la { $first } peuvent être comparées. Notez de nouveau la dernière.

retention-and = { $said } – { $more }
retention-failed-inside = Dans l'établissement { $number }, ce qui devait partir est resté : { $cause }
retention-kind = { $kind ->
    [letters] lettres sans usage
    [lost-exports] exports sans leur fichier
    [exports] exports
    [left-accounts] comptes de personnes parties, à effacer
    [mails] courriels partis ou refusés
    [jobs] traitements terminés
    [undoable-jobs] traitements qu'on peut défaire
    [plans] plans jamais lancés
    [mappings] colonnes d'imports
    [sessions] sessions terminées
    [tries] essais de connexion manqués
    [statistics] relevés de statistiques
    [mail-files] fichiers de courriels
    [orphans] fichiers mis de côté
    [audit] entrées du journal
   *[other] { $kind }
}
retention-last = Dernier export de l'établissement supprimé { $number }, { $name } : { $file }, du { $at }. Sans lui, l'établissement ne pourra plus être restauré depuis ce serveur.
retention-last-more = { $count ->
    [one] Et le dernier export de { $count } autre établissement supprimé : l'option --dry-run le nomme.
   *[other] Et les derniers exports de { $count } autres établissements supprimés : l'option --dry-run les nomme.
}
retention-last-soon = Dans { $days } { $days ->
    [one] jour
   *[other] jours
} part le dernier export de l'établissement supprimé { $number }, { $name } : { $file }, du { $at }. Copiez-le ailleurs s'il doit rester.
retention-line = { $what } : { $count } · { $oldest } – { $newest }{ $size ->
    [none] {""}
   *[other] {" "}· { $size }
} · conservation : { $days ->
    [730] 2 ans
    [1095] 3 ans
    [1825] 5 ans
    [3650] 10 ans
    [one] { $days } jour
   *[other] { $days } jours
}
retention-lists = { $count ->
    [one] { $count } liste d'exports part avec son traitement.
   *[other] { $count } listes d'exports partent avec leurs traitements.
}
retention-missing = { $count ->
    [one] { $count } export aussi ancien n'est pas dans le dossier des exports et reste listé : le dossier est-il monté ?
   *[other] { $count } exports aussi anciens ne sont pas dans le dossier des exports et restent listés : le dossier est-il monté ?
}
retention-needed = { $count ->
    [one] { $what } : { $count } aussi ancien reste, car on en a besoin.
   *[other] { $what } : { $count } aussi anciens restent, car on en a besoin.
}
retention-never-exported = { $count ->
    [one] { $count } entrée du journal n'a jamais été exportée.
   *[other] { $count } entrées du journal n'ont jamais été exportées.
}
retention-no-undo = { $count ->
    [one] Ce que ce traitement a fait ne pourra plus être défait.
   *[other] Ce que ces { $count } traitements ont fait ne pourra plus être défait.
}
retention-not-erased = Quelqu'un lit le registre : ce qui a été supprimé quittera son fichier journal un peu plus tard.
retention-nothing = Rien de ce qui peut être supprimé ne dépasse sa durée de conservation.
retention-of-deleted = { $count ->
    [one] { $count } export est celui d'un établissement supprimé.
   *[other] { $count } exports sont ceux d'établissements supprimés.
}
retention-stopped = Arrêté avant la fin ; le reste est comme avant, et la prochaine fois continue.
retention-taken = { $count ->
    [one] { $count } ligne ou fichier supprimé.
   *[other] { $count } lignes et fichiers supprimés.
}

server-pruning = Lignes et fichiers au-delà de leur durée de conservation
retention-unreadable = { $count ->
    [one] Un établissement n'a pas pu être examiné : l'examen dit pourquoi.
   *[other] { $count } établissements n'ont pas pu être examinés : l'examen dit pourquoi.
}
audit-action-retention-prune = purge d'anciennes lignes
audit-object-retention = rubrique

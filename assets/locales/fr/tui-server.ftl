### L'écran du serveur et de l'analyse. Trié par clé.

action-server-examine = Analyser
action-server-examine-thoroughly = Analyser à fond
action-server-repair = Réparer
action-server-repair-all = Tout réparer

column-finding = Constat
column-result = Réparation
column-severity = Gravité

finding-sentence = { $severity } : { $words }
server-audit = Entrées du journal
server-choice-adopt-database = Adopter : cette base redevient l'établissement { $number }
server-choice-adopt-exports = Adopter : { $count ->
    [one] inscrire cet export au catalogue
   *[other] inscrire ces { $count } exports au catalogue
}
server-choice-adopt-own = Adopter : l'établissement { $number } reprend cette base
server-choice-each = Chacun : { $named }
server-choice-empty = Créer une base vide, quels que soient les exports
server-choice-forget = Retirer du catalogue : le fichier est perdu
server-choice-many = Ce qui vaut pour { $count ->
    [one] le constat coché
   *[other] les { $count } constats cochés
}
server-choice-put-back = Remettre sa propre base en place : établissement { $number }
server-choice-recreate = Recréer sa base depuis son export le plus récent, ou vide sans export
server-choice-set-aside = Mettre de côté dans le dossier orphans
server-choice-title = Décider
server-choose = { $choice ->
    [adopt] adopter
    [set-aside] mettre de côté
    [recreate] recréer la base
    [empty] créer une base vide
    [forget] retirer du catalogue
    [time] confirmer l'heure
   *[other] { $choice }
}
server-chosen = { $choice ->
    [adopt] adopté
    [set-aside] mis à part
    [recreate] recréée
    [empty] base vide
    [forget] retiré
   *[other] { $choice }
}
server-chosen-many = { $repaired } { $repaired ->
    [one] constat réglé
   *[other] constats réglés
} ({ $chosen }){ $failed ->
    [0] .
    [one] {" "}; { $failed } échec.
   *[other] {" "}; { $failed } échecs.
}
server-clean = Rien à signaler : le registre, les fichiers et les bases concordent.
server-count = { $count } ({ $how ->
    [thorough] analyse approfondie
   *[quick] analyse rapide
})
server-databases = Bases
server-disk = Disque
server-establishment-count = Établissements
server-establishments = { $total } dont { $blocked } { $blocked ->
    [one] bloqué
   *[other] bloqués
}
server-examining = Analyse en cours
server-exports = Exports
server-fate-by-hand = à la main
server-fate-choice = à décider
server-fate-failed = échec
server-fate-fixable = possible
server-fate-repaired = réparé
server-foreseeing = Ce qui s'ensuivrait est recherché…
server-mails = Courriels
server-not-examined = Aucune analyse n'a été faite. { $key } compare le registre, les fichiers et les bases ; rien n'est modifié.
server-program = Intendant
server-registry = Registre
server-repair-note = Aucune base n'est effacée. Chaque constat est revu avant d'être réparé, et chaque réparation est notée dans le journal.
server-repair-question = Réparer { $count } { $count ->
    [one] constat
   *[other] constats
} ?
server-repaired = { $repaired } { $repaired ->
    [one] constat réparé
   *[other] constats réparés
}, { $failed } en échec.
server-repairing = Réparation en cours
server-schemas = SQLite · schémas
server-size = { $value } { $unit ->
    [byte] o
    [kib] Kio
    [mib] Mio
   *[gib] Gio
}
server-space = { $free } libres sur { $total }
server-stopped = Arrêté.
server-zones = Zones · webmestres

severity-error = erreur
severity-note = remarque
severity-warning = attention

why-server-by-hand = Cela ne se répare qu'à la main : le constat dit comment.
why-server-choose = { $count ->
    [one] Un constat attend votre décision. { $key } sur sa ligne propose
   *[other] { $count } constats attendent votre décision. { $key } sur chacun propose
} : { $choices }.
why-server-mixed = Aucun remède ne convient à tous les constats cochés : ne cochez ensemble que ceux qui ont le même.
why-server-repaired = C'est déjà fait.
server-clock-question = L'heure du serveur est-elle juste maintenant ?

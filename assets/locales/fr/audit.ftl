### Les mots du journal des actions sensibles. Trié par clé.

# Les actions sont celles du journal, avec un tiret à la place du point.
audit-action = { $action ->
    [zone-undo-add] zone retirée
    [template-undo-add] modèle retiré
    [zone-undo-edit] modification de zone défaite
    [zone-undo-delete] zone rétablie
    [webmaster-undo-disable] désactivation de webmestre défaite
    [webmaster-undo-enable] réactivation de webmestre défaite
    [webmaster-undo-edit] modification de webmestre défaite
    [template-undo-edit] modification de modèle défaite
    [template-undo-delete] modèle rétabli
    [department-undo-add] département retiré
    [department-undo-edit] modification de département défaite
    [department-undo-delete] département rétabli
    [audit-export] export du journal
    [audit-prune] purge du journal
    [clock-jump] saut de l'horloge
    [clock-confirm] heure confirmée
    [department-add] ajout d'un département
    [department-delete] suppression d'un département
    [department-edit] modification d'un département
    [doctor-accept-registry] registre accepté
    [doctor-adopt] base inconnue adoptée
    [doctor-adopt-export] export inconnu inscrit au catalogue
    [doctor-forget-export] export perdu abandonné
    [doctor-put-back] base remise à sa place
    [doctor-recreate] base recréée
    [doctor-repair] réparation
    [doctor-set-aside] fichier mis de côté
    [establishment-add] ajout d'un établissement
    [establishment-add-administrator] création d'un administrateur
    [establishment-block] blocage
    [establishment-delete] suppression d'un établissement
    [establishment-edit] modification d'un établissement
    [establishment-export] export d'un établissement
    [establishment-import] import d'un fichier
    [establishment-reset-password] nouveau mot de passe d'un administrateur
    [establishment-restore] restauration d'un établissement
    [establishment-add-failed] création non terminée
    [establishment-delete-failed] suppression non terminée
    [establishment-audit-behind] journal coupé, ou copie plus ancienne remise
    [establishment-restore-failed] restauration non terminée
    [establishment-unblock] déblocage
    [export-remove] suppression d'un export
    [host-block] blocage de tous les établissements
    [host-edit] modification des réglages
    [host-initialise] mise en service
    [host-unblock] déblocage de tous les établissements
    [import-save-mapping] correspondance de colonnes enregistrée
    [job-ask-cancel] abandon d'un traitement demandé
    [job-ask-pause] pause d'un traitement demandée
    [job-cancel] traitement abandonné
    [job-end] traitement terminé
    [job-pause] traitement en pause
    [job-resume] traitement repris
    [job-remove] plan oublié
    [job-rename] plan renommé
    [job-save] plan enregistré
    [job-start] traitement lancé
    [list-export] liste exportée
    [mail-hand-over] courriels transmis pour envoi
    [mail-retry] courriel remis en attente
    [mail-test] courriel d'essai
    [mail-withdraw] courriel retiré
    [remote-refused] commande à distance refusée
    [retention-prune] purge d'anciennes lignes
    [session-end] fin de session
    [session-refused] connexion refusée
    [session-sign-in] connexion
    [session-unlock] déverrouillage
    [session-unlock-refused] déverrouillage refusé
    [template-add] ajout d'un modèle de lettre
    [template-delete] suppression d'un modèle de lettre
    [template-edit] modification d'un modèle de lettre
    [webmaster-add] ajout d'un webmestre
    [webmaster-change-password] changement de son mot de passe
    [webmaster-disable] désactivation d'un webmestre
    [webmaster-edit] modification d'un webmestre
    [webmaster-enable] réactivation d'un webmestre
    [webmaster-set-password] mot de passe d'un webmestre
    [zone-add] ajout d'une zone
    [zone-add-academies] ajout des académies
    [zone-delete] suppression d'une zone
    [zone-edit] modification d'une zone
    [zone-move] déplacement d'une zone
   *[other] { $action }
}

audit-change = { $field } : { $value }
audit-door = { $stored ->
    [console] la console
    [plain] le mode texte
    [command] une commande
   *[other] { $stored }
}
audit-end-reason = { $reason ->
    [hang-up] connexion perdue
    [sign-out] départ de la personne
    [terminated] arrêt demandé au programme
   *[other] { $reason }
}

# Les autres champs ont le libellé des formulaires.
audit-field = { $field ->
    [added] établissements créés
    [administrator] administrateur
    [author] auteur
    [blocker] bloqué par
    [code] constat
    [done] faits
    [door] par
    [doubt] pourquoi il était retenu
    [end] fin
    [entries] entrées
    [entry] dernière entrée
    [errors] lignes à corriger
    [establishments] établissements
    [export] export
    [failed] échecs
    [filter] filtre
    [from] trouvé sous
    [head] dernière entrée notée
    [job] traitement
    [kept] état conservé
    [mapping] correspondance
    [more] les suivants dans l'heure
    [name] nom
    [never-exported] jamais exportées
    [number] numéro
    [older-than] plus anciens que
    [rows] lignes du fichier
    [set-aside] mis de côté sous
    [sha256] empreinte SHA-256
    [skipped] sans objet
    [state] état
    [subject] objet
    [through] jusqu'à l'entrée
    [time] horloge du serveur
    [unchanged] lignes déjà là
    [updated] mis à jour
    [waiting] en attente
    [words] parce que
    [mails] courriels
    [mails-rewritten] courriels en attente qui suivent
    [mails-withdrawn] courriels en attente retirés
    [mails-inside] courriels qui attendaient dans la base
    [mails-uncertain] courriels peut-être déjà partis
   *[other] { $field }
}

# Les mots courts des constats de l'analyse.
audit-finding = { $code ->
    [audit-broken] journal modifié ou amputé
    [audit-inside-behind] journal interne coupé
    [audit-inside-broken] journal interne altéré
    [clock-ahead] horloge qui a avancé
    [clock-behind] horloge en retard
    [content-of-another] contenu peut-être d'un autre
    [database-damaged] base illisible
    [database-foreign] base d'un autre établissement
    [database-is-export] export à la place d'une base
    [database-misfit] base à valeur impossible
    [database-missing] base manquante
    [database-newer] base de version plus récente
    [database-not-a-file] base qui n'est pas un fichier
    [database-older] base d'une version antérieure
    [database-unexamined] base non analysée
    [export-damaged] export modifié ou abîmé
    [export-missing] export sans son fichier
    [export-unknown] export hors du catalogue
    [hash-missing] export sans son empreinte
    [job-interrupted] traitement interrompu
    [key-untied] clé SSH de personne
    [left-over] reste d'un travail interrompu
    [mails-stuck] courriels restés en envoi
    [names-differ] noms différents dans la base
    [no-webmaster] aucun webmestre actif
    [not-owned] fichier d'un autre compte
    [not-private] droits trop larges ou étroits
    [number-retired] numéro déjà retiré
    [orphan-database] base sans établissement
    [orphan-file] fichier impossible à adopter
    [overdue] conservation dépassée
    [registry-damaged] registre abîmé
    [registry-held] registre non accepté
    [registry-unreadable] valeur inconnue du registre
    [setting-unreadable] réglage illisible
    [reserve-missing] réserve d'espace manquante
    [row-unreadable] établissement illisible
    [secrets-expired] mots de passe périmés
    [space-low] disque presque plein
    [stray-block] blocage sans établissement
    [stuck] création/suppression arrêtée
    [unfinished] travail non terminé
    [unknown-file] fichier inconnu
   *[other] { $code }
}

audit-import-end = { $end ->
    [cancelled] import arrêté à la demande
    [complete] import complet
    [failed] import arrêté par un échec
   *[other] { $end }
}

audit-more = { $more ->
    [unwritten] non consignés
   *[other] { $more }
}
audit-object = { $kind ->
    [account] compte
    [audit] le journal
    [command] commande
    [department] département
    [establishment] établissement
    [export] export
    [file] fichier
    [finding] constat
    [host] l'hébergement
    [job] traitement
    [list] liste
    [mail] courriel
    [retention] rubrique
    [session] session
    [template] modèle de lettre
    [webmaster] webmestre
    [zone] zone
   *[other] { $kind }
}
audit-remote-reason = { $reason ->
    [changes] elle modifie quelque chose
    [file] le fichier nommé est hors du dossier d'échange
    [key] la clé n'est celle d'aucun webmestre actif
    [local] jamais à distance
    [none] pas de commandes à distance ici
    [option] une option jamais admise
    [unknown] commande inconnue
    [unreadable] illisible
   *[other] { $reason }
}
audit-unknown-login = identifiant inconnu (marque { $mark })
audit-by-client = personne encore, depuis { $client }
audit-by-key = clé SSH « { $key } », personne encore

### Ce qui est détenu sur une personne, et son effacement. Trié par clé.

action-user-data = Données détenues
action-user-erase = Effacer la personne
audit-action-user-data = consultation des données d'une personne
audit-action-user-erase = effacement d'une personne
cli-user-data = Réunir tout ce qui est détenu sur une personne : un fichier lisible et un fichier JSON, dans le dossier d'échange
cli-user-erase = Effacer une personne : ses noms, adresse, sessions et courriels ; ce que d'autres ont fait reste, sous (erased N). Rien ne défait cela.

data-between = {" "}
data-label = { $name ->
    [account] Compte
    [action] Action
    [active] Activé
    [actor] Par
    [after] Après
    [at] Date
    [before] Avant
    [category] Catégorie
    [code] Code
    [completed_at] Terminé le
    [created_at] Créé le
    [day_start] Jour
    [department] Département
    [email] Courriel
    [end_reason] Fin
    [ended_at] Terminé le
    [entered_at] Saisi le
    [expires_on] Expire le
    [failures] Échecs de suite
    [first_activity_at] Première activité
    [first_name] Prénom
    [home_department] Département d'attache
    [hundredths] Centièmes de point
    [home_department] Département de rattachement
    [hundredths] Points
    [id] Numéro
    [key] Clé
    [kind] Genre
    [language] Langue
    [last_name] Nom
    [last_seen_at] Dernière action
    [last_sign_in_at] Dernière connexion
    [level] Niveau
    [login] Nom d'utilisateur
    [mark] Note
    [name] Nom
    [object_kind] Genre d'objet
    [os_user] Compte du serveur
    [pending] En attente d'approbation
    [role] Rôle
    [sent_at] Envoyé le
    [ssh_client] Client SSH
    [ssh_key] Clé SSH
    [started_at] Début
    [state] État
    [status] Statut
    [subject] Sujet
    [title] Titre
    [to_email] Adresse
    [to_name] Destinataire
    [tries] Essais du jour
    [valid_until] Premier jour sans
   *[other] { $name }
}
data-line = { $label } : { $value }
data-section = { $section ->
    [account] Compte
    [done] Ce que la personne a fait, d'après le journal
    [enrolments] Inscriptions aux cours
    [evaluations] Évaluations créées
    [former_names] Noms précédents
    [grades] Notes reçues
    [grades_entered] Notes saisies
    [groups] Groupes
    [jobs] Traitements lancés
    [mails] Courriels remis au serveur
    [modules] Modules dont la personne est responsable
    [profiles] Profils
    [roles] Rôles
    [scope] Portée
    [sessions] Sessions
    [tries] Essais de connexion
    [undergone] Ce qui a été fait à son compte, d'après le journal
    [waiting_mails] Courriels en attente
   *[other] { $section }
} ({ $count })
data-word = { $word ->
    [absent] absence
    [excused] absence excusée
    [pending] en attente
    [learner] apprenant
    [tutor] tuteur
    [instructor] formateur
    [enrolled] inscrit
    [in-progress] en cours
    [completed] terminé
    [waiting] en attente d'approbation
    [to-confirm] à confirmer
    [suspended] suspendu
    [overbooked] en surnombre
    [user] compte
    [group] groupe
    [department] département
    [course] cours
    [plan] parcours
    [all-courses] tous les cours
    [all-plans] tous les parcours
   *[other] { $word }
}
erased-count = { $kind ->
    [roles] Rôles retirés : { $count }
    [codes] Codes de réinitialisation oubliés : { $count }
    [groups] Groupes quittés : { $count }
    [profiles] Profils retirés : { $count }
    [scopes] Portées retirées : { $count }
    [tries] Essais de connexion oubliés : { $count }
    [mails] Courriels en attente supprimés : { $count }
    [sessions] Sessions supprimées : { $count }
    [jobs] Traitements rendus illisibles : { $count }
    [entries] Entrées du journal rendues illisibles : { $count }
   *[other] { $kind } : { $count }
}
erased-export = Reste dans l'export { $file }, conservé jusqu'au { $until }
erased-hash = Empreinte du reçu : { $sha256 }
erased-left = Peut encore être nommée dans { $file } : vérifiez-le, supprimez-le à la main
erased-receipt = Reçu : compte { $account }, le { $when }, par { $by }
user-data-shown = Données détenues sur « { $login } »
user-data-written = Données de « { $login } » écrites dans { $text } et { $json }
user-erase-button = Effacer
user-erase-confirm = Pour confirmer, saisissez son nom d'utilisateur : { $login }
user-erase-note = Noms, adresse, sessions, courriels et traces nominatives sont effacés ; notes et travaux restent, sous « (erased N) ». Rien ne défait cela.
user-erase-title = Effacer « { $login } »
user-erased = Personne effacée : elle s'appelle désormais (erased { $account }){ $left ->
    [0] { "" }
    [one] . { $left } fichier peut encore la nommer : supprimez-le à la main, le reçu dit lequel
   *[other] . { $left } fichiers peuvent encore la nommer : supprimez-les à la main, le reçu dit lesquels
}

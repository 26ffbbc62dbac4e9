### Mots communs à tous les écrans et commandes : états, genres, colonnes, choix. Triés par clé.

actor-nobody = personne encore
actor-owner = le propriétaire du dossier de données
actor-program = le programme
actor-webmaster = un webmestre

answer-no = non
answer-yes = oui

blocker-administrator = l'administrateur de l'établissement
blocker-program = le programme, pour une sauvegarde ou une restauration
blocker-webmaster = le webmestre

column-blocks = Blocages
column-contact = Contact
column-location = Localisation
column-mail = Courriel
column-name = Dénomination
column-number = N°
column-registered = Inscrit le
column-state = État
column-uai = UAI
column-zone = Zone

contact-editing-domain = oui, dans un seul domaine de courriel
contact-editing-no = non
contact-editing-yes = oui

language-en = anglais
language-fr = français

list-cannot = Ne le peuvent pas : { $why }
list-group = { $state } ({ $count })
list-group-any = Tout ({ $count })
list-known = { $count } { $count ->
    [one] ligne
   *[other] lignes
}
list-part = { $percent } %
list-sure = { $count ->
    [one] Le faire pour { $count } ligne ?
   *[other] Le faire pour { $count } lignes ?
}
list-told = Fait : { $done }. Pas fait : { $failed }.{ $failed ->
    [0] {""}
   *[other] {" "}{ $why }
}
list-told-cause = { $count } × { $why }{ $rest ->
    [none] {""}
   *[other] {" "}{ $rest }
}
list-told-others = Autres raisons : { $count }.
mail-kind-copy = copie au webmestre
mail-kind-inside = courriel de l'établissement
mail-kind-letter = lettre
mail-kind-registration = courriel d'inscription
mail-kind-reset = nouveau mot de passe
mail-kind-test = courriel d'essai

mail-state-deferred = différé
mail-state-queued = en attente
mail-state-refused = refusé
mail-state-sending = en cours d'envoi
mail-state-sent = envoyé
mail-state-uncertain = incertain
mail-state-withdrawn = retiré

noun-lines-unread = Colonnes non lues : { $columns }.
noun-merging-columns = Un tableau avec la première de ces colonnes, et celles des autres qui changent, dans n'importe quel ordre : { $columns }. Une cellule vide garde la valeur, <clear> l'efface.

row-unreadable = L'établissement { $number } a une valeur illisible dans le registre, { $field ->
    [blocker] l'auteur d'un blocage
    [contact-email] le courriel du contact
    [contact-first-name] le prénom du contact
    [contact-last-name] le nom du contact
    [denomination] la dénomination
    [location] la localisation
    [registered-on] la date d'inscription
    [state] l'état
    [uai] l'UAI
   *[other] { $field }
} : { $value }
row-unreadable-field = ■ illisible : { $field }
row-unreadable-other = { $table ->
    [export] L'export
    [job] Le traitement
    [outbox] Le courriel
   *[other] L'établissement
} { $number } a une valeur illisible dans le registre, { $field } : { $value }

security-none = aucune (cette machine seulement)
security-starttls = STARTTLS (en général port 587)
security-tls = TLS (en général port 465)

state-blocked = bloqué
state-creating = en création
state-deleting = en suppression
state-open = ouvert

transport-folder = dossier (un fichier par courriel)
transport-smtp = serveur SMTP
system-error = { $error ->
    [not-found] ce fichier ou ce dossier n'existe pas
    [input-output] le disque ou le périphérique a échoué (erreur d'entrée-sortie)
    [permission] accès refusé
    [exists] cela existe déjà
    [not-a-folder] une partie du chemin n'est pas un dossier
    [is-a-folder] c'est un dossier
    [too-many-files] trop de fichiers sont ouverts
    [full] il n'y a plus de place sur le disque
    [read-only] le disque est en lecture seule
    [pipe] plus personne ne lit ce qui est écrit
    [name-too-long] le nom est trop long
    [links] trop de liens renvoient les uns aux autres
    [name-later] le nom de cette machine ne peut pas être cherché maintenant (service de noms injoignable)
    [name-unknown] aucune machine de ce nom n'est connue
    [unreachable] le réseau ou la machine est injoignable
    [reset] l'autre côté a coupé la connexion
    [timed-out] aucune réponse n'est venue à temps
    [refused] la connexion a été refusée
    [quota] le quota du disque est épuisé
   *[other] { $error }
}
named-value = { $name } : { $value }
system-error-at = { $before } : { $error }
noun-lines-columns = Un tableau avec ces colonnes, dans n'importe quel ordre : { $columns }. Le plan dit quelles lignes sont refusées.

done-but = { $said } Attention : { $but }.
done-with = { $said } { $what }.
rule-name = { $rule ->
    [account] compte utilisable
    [guard] existence
    [profile] profil
    [status] statut
   *[other] { $rule }
}
value-alone = { $value }
value-list = { $first }, { $rest }
value-none = aucun
value-of = { $field } : { $value }
value-role-until = { $role } (premier jour sans : { $day })
value-scope = { $kind ->
    [department] département { $name }
    [group] groupe { $name }
    [user] compte { $name }
    [all-courses] tous les cours
    [all-plans] tous les parcours
   *[other] { $kind } { $name }
}

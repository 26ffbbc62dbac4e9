filter-backwards = « { $value } » finit avant de commencer : mettez la plus petite valeur d'abord.
filter-bare-age = « { $value } » est une durée : écrivez >{ $value } pour ce qui est plus ancien, <{ $value } pour ce qui est plus récent.
filter-dash-inside = Un tiret devant une valeur n'exclut rien : écrivez { $suggestion } pour exclure, ou mettez la valeur entre guillemets droits, "ainsi".
filter-leaves-nothing-out = « { $term } » n'exclut rien.
filter-near-word = Rien ne contient « { $word } » : vouliez-vous dire { $meant } ?
filter-never-empty = « { $name } » n'est jamais vide.
filter-no-column = Il manque une colonne devant les deux-points{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Colonnes : { $columns }. Entre guillemets droits, "ainsi", c'est du texte.
filter-no-value = Il manque une valeur dans « { $term } » : ajoutez le texte à chercher.
filter-not-a-department = « { $value } » n'est pas un département : écrivez son code, 29, 2A ou 974.
filter-not-a-number = « { $value } » n'est pas un nombre : écrivez 12, 100..200, >1000 ou <=50.
filter-not-a-size = « { $value } » n'est pas une taille : écrivez >30Kio, 1Mio..2Mio, ou un nombre d'octets.
filter-not-a-time = « { $value } » n'est pas une date : écrivez 2026, 2026-09, 2026-09-01, >2026-09, 2026-01..2026-06, ou une durée, >6mois ou <30j.
filter-not-among = { $count ->
    [one] L'établissement { $named } n'est pas parmi ceux-ci : il n'y a pas à l'exclure.
   *[other] Les établissements { $named }{ $more ->
        [0] {""}
       *[other] {" "}et { $more } { $more ->
            [one] autre
           *[other] autres
        }
    } ne sont pas parmi ceux-ci : il n'y a pas à les exclure.
}
filter-not-counted = { $count ->
    [one] { $count } jamais compté
   *[other] { $count } jamais comptés
} (sur { $total }) : calculez les statistiques.
filter-not-months = « { $value } » n'est pas un nombre de mois entre 1 et { $max }.
filter-nothing-beside = Il manque quelque chose d'un côté de la barre | : a|b trouve a ou b.
filter-too-long = Ce filtre est trop long : { $max } caractères au plus.
filter-unclosed-quote = Il manque un guillemet : fermez l'expression avec ".
filter-unknown-account = Il n'y a pas d'état « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = États : actif, désactivé.
filter-unknown-column = Il n'y a pas de colonne « { $name } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Colonnes : { $columns }. Entre guillemets droits, "ainsi", c'est du texte.
filter-unknown-mail = Il n'y a pas d'état « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = États : différé, envoyé, refusé, incertain, retiré, "en attente", "en cours d'envoi".
filter-unknown-mode = Il n'y a pas de mode de connexion « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Modes : "mot de passe", cas, saml, oidc.
filter-unknown-name = Dans la colonne { $column }, rien ne s'appelle « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
} Il y a : { $known }
filter-unknown-presence = Il n'y a pas d'état « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = États : présent, vérifié, absent, abîmé.
filter-unknown-holder = Il n'y a pas d'état « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = États : actif, désactivé, inconnu.
filter-unknown-severity = Il n'y a pas de gravité « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Gravités : erreur, attention, remarque.
filter-unknown-standing = Il n'y a pas d'état « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = États : prévu, "en cours", "sans signe de vie", interrompu, "en pause", défait, abandonné, terminé.
filter-unknown-state = Il n'y a pas d'état « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = États : ouvert, bloqué, "en création", "en suppression".
filter-unknown-truth = « { $value } » n'est ni oui ni non{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
filter-unknown-why = Il n'y a pas de raison « { $value } »{ $suggestion ->
    [none] .
   *[other] {" "}: vouliez-vous dire { $suggestion } ?
}
    .hint = Raisons : demande, suppression, restauration.

cli-filter-columns = Colonnes : { $columns }
cli-filter-figures = Par les chiffres : { $columns }
    {"    "}taille:>30Kio : une taille, en o, Kio, Mio ou Gio ; sans unité, en octets
cli-filter-help = Filtres :
    {"  "}brest -lycée               tous les mots ; sans celui qui suit le tiret
    {"  "}brest|quimper              l'un ou l'autre
    {"  "}"jean moulin"              une expression
    {"  "}zone:rennes,"val de loire" l'une ou l'autre valeur
    {"  "}-zone:rennes,nantes        aucune des valeurs
    {"  "}courriel:-                 sans valeur
    {"  "}numero:100..200            des nombres ; aussi >1000, <=50
    {"  "}inscrit:2026-01..2026-06   entre ; aussi 2026, 2026-09, >=2026-09
    {"  "}vu:>6mois                  dernière connexion plus ancienne ; <30j plus récente
    {"  "}vu:-                       jamais de connexion, d'après les statistiques
    {"  "}Le tiret ne porte que sur ce qui le suit ; la barre lie plus que l'espace.
    {"  "}Les mots sont cherchés dans toutes les colonnes ; un état, un jour ou un mois en entier.
    {"  "}Colonnes : { $columns }

help-filter-age = plus de 6 mois, moins de 30 jours, jamais
help-filter-age-sign = :>6mois :<30j :-
help-filter-and = les deux mots, partout
help-filter-and-sign = a b
help-filter-column = une valeur ou l'autre dans une colonne
help-filter-column-sign = colonne:a,b
help-filter-date = année, mois, jour ; depuis, entre
help-filter-date-sign = :2026 :>=2026-09 :2026..2027
help-filter-empty = sans valeur, avec
help-filter-empty-sign = colonne:- -colonne:-
help-filter-not = sans le mot, sans aucune des valeurs
help-filter-not-sign = -a -colonne:a,b
help-filter-number = des nombres
help-filter-number-sign = :12 :100..200 :>1000
help-filter-or = un mot ou l'autre
help-filter-or-sign = a|b
help-filter-phrase = une expression
help-filter-phrase-sign = "jean moulin"
help-filter-example = { $column ->
    [action] export
    [body] bonjour
    [client] 192.0.2
    [code] rt
    [contact] dupont
    [email] ecoles
    [file] job12
    [first_name] anne
    [key] portable
    [language] français
    [last_name] martin
    [location] brest
    [login] alice
    [mail] ac-rennes
    [name] lycée
    [os_user] ops
    [ssh_client] 192.0.2
    [ssh_key] portable
    [state] actif
    [subject] rentrée
    [uai] 029
    [what] brest
    [who] alice
   *[other] { $column }
}
help-filter-kind = { $kind ->
    [department] un département
    [months] un nombre de mois
    [named] un nom ou un numéro
    [number] un nombre
    [size] une taille ; sans unité, en octets
    [text] du texte
    [time] une date ou une durée
   *[other] { $choices }
}{ $empty ->
    [yes] {" "}; { $name }:- sans valeur
   *[other] {""}
}
help-filter-size = >30Kio

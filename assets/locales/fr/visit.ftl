### Visites : entrer dans un établissement en support, et voir la console comme quelqu'un d'autre. Trié par clé.

access-act-user-view-as = voir la console comme quelqu'un d'autre, sans rien changer
access-need-own-eyes = regarder avec ses propres yeux
access-need-support = être entré en support dans l'établissement
access-need-support-reason = avoir donné la raison du support
access-rule-H7 = un webmestre entré en support sans raison regarde et ne modifie rien
access-rule-H8 = un webmestre ne voit comme quelqu'un qu'une fois entré en support
access-rule-P3 = qui voit comme quelqu'un d'autre ne modifie rien
action-establishment-support = Entrer en support
action-leave-visit = Sortir
action-support-reason = Raison
action-user-view-as = Voir comme
audit-action-establishment-justify = raison du support
audit-action-establishment-support = entrée en support
audit-action-session-leave = sortie de visite
audit-action-user-view-as = console vue comme quelqu'un d'autre
plain-act-leave = Sortir de l'établissement
plain-act-leave-view = Ne plus voir comme cette personne
plain-act-reason = Donner la raison du support
plain-help-support = Sans raison, vous ne faites que regarder. Avec une raison, vous agissez comme un Superadmin de l'établissement ; elle est écrite dans le journal de l'établissement et dans celui de l'hébergement.
plain-reason = Raison du support, vide pour ne faire que regarder
plain-reason-needed = Raison du support
support-button = Entrer
support-note = Sans raison, vous ne faites que regarder. Avec une raison, vous agissez comme un Superadmin de l'établissement. L'entrée, la raison et la sortie sont écrites dans les deux journaux.
support-of = Établissement { $establishment }
support-reason-button = Donner la raison
support-reason-note = La raison accompagne, dans le journal de l'établissement, tout ce que vous y modifierez.
visit-left = Vous êtes de retour là où vous étiez.
visit-support = SUPPORT · { $number } { $name } · { $reason ->
    [none] lecture seule
   *[other] { $reason }
}
visit-view-as = VU COMME { $login } · { $name } · lecture seule

### Visites : entrer dans un établissement en support, et voir la console comme quelqu'un d'autre. Trié par clé.

access-act-user-view-as = voir la console comme quelqu'un d'autre, sans rien changer
access-need-own-eyes = regarder avec ses propres yeux
access-need-support = être entré en support dans l'établissement
access-need-support-reason = avoir donné le motif du support
access-rule-H7 = un webmestre entré en support sans motif regarde et ne modifie rien
access-rule-H8 = un webmestre ne voit comme quelqu'un qu'une fois entré en support
access-rule-P3 = qui voit comme quelqu'un d'autre ne modifie rien
action-establishment-support = Entrer en support
action-leave-visit = Sortir
action-support-reason = Motif
action-user-view-as = Voir comme
audit-action-establishment-justify = motif du support
audit-action-establishment-support = entrée en support
audit-action-session-leave = sortie de visite
audit-action-user-view-as = console vue comme quelqu'un d'autre
home-support = En support, comme webmestre { $login }
plain-act-reason = Donner le motif du support
plain-help-support = Sans motif, vous ne faites que regarder. Avec un motif, vous agissez comme un Superadmin de l'établissement ; il est écrit dans le journal de l'établissement et dans celui de l'hébergement.
plain-reason = Motif du support, vide pour ne faire que regarder
plain-reason-needed = Motif du support
plain-visit-leave-line = 0. Sortir
support-button = Entrer
support-note = { $only-looks ->
    [yes] Vous êtes observateur : laissez le motif vide, vous ne faites que regarder. L'entrée et la sortie sont écrites dans les deux journaux.
   *[no] Sans motif, vous ne faites que regarder. Avec un motif, vous agissez comme un Superadmin de l'établissement. L'entrée, le motif et la sortie sont écrits dans les deux journaux.
}
support-of = Établissement { $establishment }
support-reason-button = Donner le motif
support-reason-note = Le motif accompagne, dans le journal de l'établissement, tout ce que vous y modifierez.
visit-left = Vous êtes de retour là où vous étiez.
visit-support = SUPPORT · { $number } { $name } · { $reason ->
    [none] lecture seule
   *[other] { $reason }
}
visit-view-as = VU COMME { $login } · { $name } · lecture seule

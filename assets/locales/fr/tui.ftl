### Les écrans : touches, dialogues, ce que tous disent. Trié par clé.

action-back = Retour
action-columns-left = Colonnes précédentes
action-columns-right = Colonnes suivantes
action-command = Commandes équivalentes
action-down = Descendre
action-explain = Pourquoi ?
action-facets = Groupes
action-filter = Filtrer
action-first = Première ligne
action-help = Aide
action-invert = Inverser les coches
action-last = Dernière ligne
action-list-export = Exporter la liste
action-lock = Verrouiller l'écran
action-menu = Actions
action-nothing = { $action } : rien à faire ici.
action-only-ticked = Seulement les lignes cochées
action-open = Ouvrir
action-page-down = Page suivante
action-page-up = Page précédente
action-palette = Toutes les actions
action-quit = Quitter
action-range = Cocher une plage
action-redraw = Redessiner l'écran
action-refresh = Relire
action-sort = Trier
action-suspend = Suspendre (fg pour revenir)
action-tick = Cocher
action-tick-up = Cocher en remontant
action-tick-all = Cocher tout ce qui est affiché
action-tick-none = Décocher tout
action-up = Monter

age-days = il y a { $count } { $count ->
    [one] jour
   *[other] jours
}
age-hours = il y a { $count } { $count ->
    [one] heure
   *[other] heures
}
age-minutes = { $count ->
    [0] à l'instant
    [one] il y a { $count } minute
   *[other] il y a { $count } minutes
}

app-blocked = ■ TOUT BLOQUÉ
app-demo = DÉMO
app-demo-as = DÉMO · { $login }
app-mode-local = local
app-mode-ssh = SSH
app-read-again = Données relues.
app-too-small = Intendant : trop petit (60×15 requis)

calendar-hint = Espace : calendrier
calendar-keys = Flèches jour · t aujourd'hui · Entrée choisit
calendar-month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
calendar-title = { $month } { $year }
calendar-weekdays = lu ma me je ve sa di

command-none = Rien ici n'a de commande équivalente.
command-title = Commandes équivalentes

confirm-keys = o oui · Échap non
confirm-more = { $count ->
    [0] ↑ relire
    [one] ↓ encore { $count } ligne
   *[other] ↓ encore { $count } lignes
}
confirm-type = Saisissez { $text } pour confirmer :

detail-gone = Cette ligne n'existe plus{ $by ->
    [none] {""}
   *[other] {" "}: { $by } l'a supprimée entre-temps
}. { $back } revient.
detail-of = { $menu } · { $name }

failure-fields = Certains champs ne sont pas acceptés.
failure-panic = Une erreur interne a tout arrêté, rien n'a été enregistré par elle : { $cause }

footer-move = Zone

forgotten-another = Demander un autre code
forgotten-button = Demander un code
forgotten-done = Mot de passe changé : vous pouvez vous connecter.
forgotten-has-code = Le code qui est parti par courriel vaut trente minutes et sert une fois.
forgotten-note = Si le compte existe et a une adresse, un code part par courriel : il permet de choisir un autre mot de passe.
forgotten-sent = Si ce compte existe et a une adresse, un code est parti par courriel. Il vaut trente minutes et sert une fois ; au plus trois par heure.
forgotten-title = Mot de passe oublié
forgotten-to-code = J'ai déjà un code
form-cancel = Annuler
form-discard = Ce qui a été saisi sera perdu. Quitter ?
form-discard-title = Quitter sans enregistrer
form-keys = Tab suivant · Entrée choisir · Échap quitter
form-save = Enregistrer
form-sending = un instant…
form-sending-for = en cours depuis { $seconds } s…
form-withdraw = Retirer

help-confirm-no = Non, ne rien faire
help-confirm-typed = Confirmer ce qui est saisi
help-confirm-yes = Oui, le faire
help-job-groups = Revenir aux groupes
help-job-leave = Fermer
help-job-move = Se déplacer
help-job-open = Ouvrir l'établissement
help-job-read = Lire tout ce qui est dit de la ligne
help-job-rows = Aller aux lignes du groupe
help-scroll = Faire défiler
help-dialog-choose = Choisir, cocher, valider
help-dialog-leave = Quitter sans rien faire
help-dialog-next = Suivant
help-dialog-previous = Précédent
help-dialog-value = Choix précédent, suivant
help-job-stop = Arrêter la préparation
help-palette-run = Exécuter
help-writer-fields = Champs à insérer
help-writer-files = Pièces jointes
help-writer-plan = Préparer l'envoi
help-writer-read = Relire comme chacun le recevra
help-writer-templates = Modèles
help-writer-try = S'envoyer un essai
help-keys = Échap pour fermer
help-more = ↓ suite · Échap pour fermer
help-mouse = clic : curseur, coche ; molette ; Maj : copier
help-mouse-key = Souris
help-title = Aide

key = { $name ->
    [backspace] Retour arrière
    [backtab] Maj-Tab
    [delete] Suppr
    [down] ↓
    [end] Fin
    [enter] Entrée
    [esc] Échap
    [home] Origine
    [left] ←
    [pagedown] PgSuiv
    [pageup] PgPréc
    [right] →
    [space] Espace
    [insert] Inser
    [shift-down] Maj-↓
    [shift-up] Maj-↑
    [tab] Tab
    [up] ↑
   *[other] { $name }
}
key-ctrl = Ctrl-{ $name }
key-nothing = « { $key } » ne fait rien ici ; { $help } : les touches.

keymap-bad-key = La configuration donne une touche inutilisable : { $key }
keymap-conflict = La touche { $key } ne peut pas faire { $action } : elle fait déjà { $other }
keymap-unknown-action = La configuration donne des touches à une action inconnue : { $action }

leaving-import = Un import est en cours. Les lignes déjà écrites restent ; importer le même fichier plus tard ajoutera le reste.
leaving-quit = Quitter : arrêt après les lignes déjà écrites
leaving-stay = Rester
leaving-stopping = Arrêt après la ligne en cours…
leaving-title = Quitter

list-count = { $shown ->
    [0] 0
   *[other] { $more ->
        [yes] { $at } sur plus de { $shown }
       *[no] { $at } sur { $shown }
    }
}{ $filtered ->
    [yes] {" "}· { $total } en tout
   *[other] {""}
}{ $ticked ->
    [0] {""}
    [one] {" "}· { $ticked } coché
   *[other] {" "}· { $ticked } cochés
}{ $hidden ->
    [0] {""}
    [one] , dont { $hidden } non visible
   *[other] , dont { $hidden } non visibles
}{ $ticked ->
    [0] {""}
   *[other] {" "}· { $untick } décoche tout
}
list-export-all = Toutes les lignes, dans leur ordre.
list-export-filtered = Les lignes que le filtre retient, dans leur ordre.
list-format-xlsx = classeur XLSX
list-going = En cours sur { $count } { $count ->
    [one] ligne
   *[other] lignes
}… Échap arrête.
list-no-match = Rien ne correspond. { $back } retire le filtre.
list-none-ticked = Aucune ligne cochée ici. { $back } affiche tout.
list-none-yet = Rien ici pour l'instant.
list-row-filtered = Ce filtre ne le montre pas ici.
list-row-gone = « { $name } » n'est plus dans cette liste.
list-sorted = { $count } · tri : { $column } { $sign }
list-whole = { $count }{ $ticked ->
    [0] {""}
    [one] {" "}· { $ticked } coché
   *[other] {" "}· { $ticked } cochés
}{ $ticked ->
    [0] {""}
   *[other] {" "}· { $untick } décoche tout
}
list-working = En cours…
loading = Lecture…

menu-title = Actions

palette-keys = Entrée exécute · Échap ferme
palette-none = Aucune action ne contient ces lettres.
palette-title = Toutes les actions

screen-missing = Cet écran n'existe pas encore.
screen-server = Serveur
screen-settings = Réglages

sign-in-button = Se connecter
said-also = { $first } { $more }
sign-in-forgotten = Mot de passe oublié
sign-in-title = Connexion

sort-again = Entrée trie ; sur la colonne ▲ ou ▼, elle inverse, comme { $key }

unlock-button = Déverrouiller
unlock-keys = { $quit } se déconnecter et quitter
unlock-leave-question = La session se termine. Ce qui n'est pas enregistré derrière le verrou est perdu.
unlock-leave-title = Se déconnecter et quitter
unlock-note = L'écran est verrouillé. Mot de passe du compte { $login } :
unlock-title = Verrouillé

why-busy = Autre chose est encore en cours.
why-demo-lock = La démonstration ne se verrouille pas : personne n'en connaît le mot de passe.
why-list-export = Ici, une liste irait dans un fichier du serveur, où personne d'un établissement n'écrit : en mode texte, elle s'affiche pour être copiée.
why-no-rows = Il n'y a aucune ligne.
why-no-targets = Rien n'est coché et aucune ligne n'est sous le curseur.
why-no-ticks = Rien n'est coché.
why-not-blocked = Cet établissement n'est pas bloqué.
why-row-gone = Cette ligne n'est plus dans la liste.
why-filtered-order = Retirez d'abord le filtre : l'ordre est celui de toute la liste.

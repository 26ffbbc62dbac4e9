### L'écran des établissements et ses dialogues. Trié par clé.

administrator-deactivated = désactivé
administrator-never = jamais connecté
administrator-none = aucun
administrator-signed-in = dernière connexion { $at }

block-button = Bloquer
block-many-title = Bloquer { $count } { $count ->
    [one] établissement
   *[other] établissements
}
block-title = Blocages de l'établissement { $number }
block-until = jusqu'au { $day } inclus
blocks-add = Bloquer en tant que webmestre…
blocks-change = Changer le motif ou la fin du blocage du webmestre…
blocks-text = Chaque blocage est indépendant : en choisir un le lève et laisse les autres.

column-administrator = Administrateur

conflict-keys = ← la mienne · la sienne →
conflict-mine = Ma valeur :
conflict-save = Enregistrer ces valeurs
conflict-text = Quelqu'un d'autre a modifié les mêmes champs. Quelle valeur garder ?
conflict-theirs = La sienne :
conflict-title = Deux modifications en même temps

delete-button = Supprimer
delete-loss = { $denomination } : { $accounts } { $accounts ->
    [one] compte
   *[other] comptes
}, { $grades } { $grades ->
    [one] note
   *[other] notes
}, dernière connexion { $at }. Utilisateurs, base, blocages et fichiers : tout disparaît.
delete-loss-never = { $denomination } : { $accounts } { $accounts ->
    [one] compte
   *[other] comptes
}, { $grades } { $grades ->
    [one] note
   *[other] notes
}, personne ne s'est jamais connecté. Utilisateurs, base, blocages et fichiers : tout disparaît.
delete-loss-unknown = { $denomination } : ce que sa base contient ne peut pas être lu. { $cause } Utilisateurs, base, blocages et fichiers : tout disparaît.
delete-mails = { $count } { $count ->
    [one] courriel en attente sera retiré : il ne partira pas.
   *[other] courriels en attente seront retirés : ils ne partiront pas.
}
delete-many-title = Supprimer { $count } { $count ->
    [one] établissement
   *[other] établissements
}
delete-title = Supprimer l'établissement { $number }

detail-title = Établissement { $number }

establishment-add-button = Créer
establishment-add-title = Nouvel établissement
establishment-added = Établissement { $number } créé{ $postcode ->
    [missing] {" "}sans code postal
   *[there] {""}
}.
establishment-added-mail = Établissement { $number } créé{ $postcode ->
    [missing] {" "}sans code postal · courriel en attente d'envoi
   *[there] {" "}· courriel d'inscription en attente d'envoi
}.
establishment-blocked = Établissement { $number } bloqué.
establishment-deleted = Établissement { $number } supprimé{ $export ->
    [none] , sans export.
   *[other] . Export : { $export }.
}
establishment-edit-button = Enregistrer
establishment-edit-title = Modifier l'établissement { $number }
establishment-no-mail-warning = Sans le courriel d'inscription, personne ne connaîtra le mot de passe de l'administrateur : il n'est jamais affiché et ne peut pas être retrouvé.
establishment-one-title = { $title } · { $name }
establishment-saved = Établissement { $number } enregistré{ $postcode ->
    [missing] {" "}sans code postal
   *[there] {""}
}.
establishment-unblocked = Blocage de l'établissement { $number } levé.

establishments-none = Aucun établissement. { $add } en ajoute un, { $import } importe un fichier.
establishments-only-ticked = cochés seulement

export-many-title = { $count ->
    [one] Exporter { $count } établissement
   *[other] Exporter { $count } établissements
}
facet-department = Département
facet-keys = ← → colonne · Espace coche · Entrée filtre · Échap ferme
facet-keys-one = Entrée filtre · Échap ferme
facet-named = { $name }
facet-state = État
facet-unknown = inconnu
facet-zone = Zone

hidden-all = { $count ->
    [one] La ligne cochée
   *[other] Les { $count }
}
hidden-question = { $ticked } { $ticked ->
    [one] coché
   *[other] cochés
}, dont { $hidden } { $hidden ->
    [one] non visible
   *[other] non visibles
}.
hidden-title = Lignes cochées non visibles
hidden-visible-only = { $count ->
    [one] Seulement { $count } visible
   *[other] Seulement les { $count } visibles
}

hint-choice = ← → ou premières lettres pour choisir
hint-compress = Chaque export ne prend qu'un quart de la place.
hint-contact-email = Y arrivent les courriels et le mot de passe de l'administrateur.
hint-delete-one = Saisissez le numéro ou la dénomination de l'établissement.
hint-export-first = L'export permet d'annuler la suppression.
hint-contact-name = Destinataire des lettres et premier administrateur
hint-copy-mail = À votre adresse, ou à celle de l'expéditeur ; sans le mot de passe
hint-location = Code postal et commune : 29200 Brest
hint-no-export = Sans export, la suppression est définitive.
hint-number = Vide : le prochain numéro libre (conseillé)
hint-reason = Affiché à ceux que le blocage arrête
hint-send-mail = Ce courriel contient le mot de passe de l'administrateur
hint-tables = Une archive par établissement, à lire ; elle ne se restaure pas.
hint-uai = 7 chiffres et une lettre, ou vide
hint-until = Dernier jour du blocage, 31/08/2030 ; vide : jusqu'à sa levée

reset-address = Le nouveau mot de passe est envoyé au contact référent : { $address }
reset-choose = Choisissez l'administrateur.
reset-create = En créer un
reset-create-question = Créer un administrateur et envoyer son mot de passe à { $address } ?
reset-deactivated = Ce compte est désactivé : le nouveau mot de passe ne servira qu'après sa réactivation dans l'établissement.
reset-done = Établissement { $number } : mot de passe en attente d'envoi au contact référent.
reset-keys = Entrée choisit · Échap ferme
reset-no-administrator = Cet établissement n'a pas d'administrateur. Entrée en crée un et envoie son mot de passe au contact référent.
reset-question = Envoyer un nouveau mot de passe à { $address } ? L'actuel ne sera plus valable : cela ne se défait pas.
reset-title = Mot de passe d'administrateur, établissement { $number }

ticks-drop = Retirer { $ticked ->
    [one] { $ticked } coche
   *[other] les { $ticked } coches
} ?

unblock-question = Lever ce blocage ? Les autres restent en place.
hint-public-key = Vide : pas de chiffrement. Seul le détenteur de la clé pourra les lire.

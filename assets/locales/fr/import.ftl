### Import d'établissements depuis un fichier. Trié par clé.

cli-arg-import-credentials = mail, envoyer à chaque compte créé qui a une adresse un mot de passe provisoire ; none, n'en donner aucun : « user reset-password » en donnera plus tard
cli-arg-import-mode = Les lignes qui sont faites : both, les comptes nouveaux et les autres ; create, les nouveaux ; update, ceux qui existent
cli-arg-import-rows = valid, chaque ligne qui peut l'être ; all, toutes les lignes ou aucune

field-label-credentials = Mots de passe
field-label-mode = Lignes
field-label-pasted = Tableau
field-label-rows = Faire

import-cancelled = Import arrêté : rien n'a été écrit.
import-credentials-mail = par courriel aux comptes créés
import-credentials-none = aucun, puis { $door ->
    [console] « Nouveau mot de passe »
   *[command] « user reset-password »
}
import-differs = L'établissement { $number } a { $stored ->
    [no-value] un champ vide
   *[other] « { $stored } »
} : seule une mise à jour change cela{ $door ->
    [console] {""}
   *[command] {" "}(--update)
}.

import-file-broken-utf8 = Ligne { $line } : ce n'est pas de l'UTF-8 correct alors que le reste du fichier en est. Enregistrez-le à nouveau en UTF-8.
import-file-changed = Le fichier a changé depuis son examen : examinez-le à nouveau.
import-file-column-misnamed = Ligne 1 : la colonne « { $column } » n'est pas lue, et { $meant } manque. Est-ce elle ? Nommez-la ainsi, ou retirez-la de la liste.
import-file-column-twice = Ligne 1 : la colonne « { $name } » est deux fois dans ce fichier, en { $first } et en { $second }. Gardez celle qui est à lire, renommez ou retirez l'autre.
import-file-empty = Ce fichier est vide.
import-file-no-rows = Ce fichier n'a que la ligne de ses colonnes : aucune ligne n'est à lire.
import-file-not-a-file = Ce n'est pas un fichier qui peut être lu : nommez un fichier CSV.
import-file-missing-columns = Ligne 1 : il manque à cette liste { $count ->
    [one] la colonne
   *[other] les colonnes
} { $missing }.
import-file-not-a-table = Ce fichier n'est pas un tableau : sa première ligne doit donner les colonnes, séparées par un point-virgule, une virgule ou une tabulation.
import-file-not-separated = La première ligne ne contient pas le séparateur demandé : choisissez-en un autre, ou laissez-le reconnaître.
import-file-nul = Ligne { $line } : le fichier contient un octet nul, ce n'est pas un fichier CSV.
import-file-row-too-long = Ligne { $line } : cette ligne dépasse { $max } Kio.
import-file-stray-quote = Ligne { $line } : un guillemet fermant doit être suivi d'un séparateur. Doublez les guillemets dans les cellules.
import-file-too-large = Ce fichier dépasse { $max } Mio (à la ligne { $line }), la limite que fixe le réglage limits.import_max_mib : partagez-le.
import-file-too-many-rows = Ce fichier a plus de { $max } lignes (à la ligne { $line }) : partagez-le.
import-file-unclosed-quote = Ligne { $line } : un guillemet ouvert n'est jamais fermé.
import-file-unknown-header = Ligne 1 : ces colonnes ne sont pas reconnues, il faut dire à quoi chacune correspond. Colonnes lues : { $header }
import-file-unknown-separator = Ligne 1 : le séparateur { $sign } n'est pas lu : enregistrez avec des points-virgules, des virgules ou des tabulations.
import-file-utf16 = Ligne 1 : ce fichier est en UTF-16 sans marque d'ordre des octets. Enregistrez-le en UTF-8.
import-file-workbook = C'est un classeur ou une archive, quoi que dise son nom : ouvrez-le dans un tableur et enregistrez-le en XLSX ou en CSV UTF-8.

# Les formats sont ceux de `import::Format::word`.
import-format = { $format ->
    [directory] annuaire du ministère
    [eight-columns] création en nombre
    [extract] extrait de l'annuaire
   *[other] { $format }
}

import-hint-credentials = Sinon, cochez les comptes plus tard et donnez-leur un mot de passe
import-hint-pasted = Collez l'en-tête et les lignes d'un tableur, puis Tab ; Ctrl-U efface
import-io = { $path } : { $cause }

import-mapping-columns = Cette correspondance est faite pour { $mapped ->
    [one] { $mapped } colonne
   *[other] { $mapped } colonnes
}, le fichier en a { $found }.
import-mapping-no-denomination = Indiquez la colonne de la dénomination.
import-mapping-no-location = Indiquez la colonne de la localisation, ou celle de la commune.
import-mapping-no-zone = Indiquez la colonne de la zone, ou choisissez une zone existante pour toutes les lignes.
import-mapping-twice = La colonne { $column } correspond à la même donnée qu'une autre ({ $target }).
import-mode-both = nouvelles et existantes
import-mode-create = nouvelles seulement
import-mode-update = existantes seulement
import-namesakes = Plusieurs établissements ({ $count }) portent ce nom à cet endroit, et aucun n'est comme cette ligne : lequel est-ce ? Donnez son numéro (Id_Import).
import-not-updated = { $why ->
    [conflict] L'établissement { $number } a été modifié par quelqu'un depuis l'examen : il reste comme il est. Examinez le fichier à nouveau.
   *[other] L'établissement { $number } n'a pas pu être mis à jour ({ $why }) : il reste comme il était.
}
import-note-addresses = { $value } ({ $rows } { $rows ->
    [one] ligne
   *[other] lignes
}) : les accents du domaine d'une adresse sont écrits comme les serveurs de courriel les connaissent.
import-note-elsewhere = { $rows } { $rows ->
    [one] ligne va
   *[other] lignes vont
} dans la zone { $zone }, mais l'UAI est de l'académie { $academie } (d'abord à la ligne { $line }). Les numéros de zone d'un autre hébergement désignent d'autres zones : vérifiez la colonne de la zone.
import-note-foreign-postcodes = { $rows } { $rows ->
    [one] ligne a
   *[other] lignes ont
} un code postal qui n'est pas d'un établissement en France ({ $value } d'abord) : c'est juste dans un autre pays, sinon des chiffres manquent ou sont de trop.
import-note-letters = { $rows } { $rows ->
    [one] ligne a des mots qui semblent faux
   *[other] lignes ont des mots qui semblent faux
} : { $value }. { $likely ->
    [none] Aucun codage connu n'en fait des mots français : enregistrez le fichier à nouveau en CSV UTF-8 depuis le programme d'où il vient.
    [utf-8] Le fichier a peut-être été converti deux fois : enregistrez-le à nouveau en UTF-8.
   *[other] Lisez-le en { $likely } ({ $door ->
        [console] codage
       *[command] --encoding { $likely }
    }).
}
import-note-misnamed = La colonne « { $column } » n'est pas lue, et rien d'autre ne donne { $meant }. Est-ce elle ? Nommez-la ainsi, ou dites ce qu'elle contient ({ $door ->
    [console] Revoir les colonnes
   *[command] --mapping
}).
import-note-namesakes = { $among ->
    [hosted] { $rows ->
        [one] { $rows } ligne porte le nom d'un établissement présent au même endroit avec un autre UAI (ligne → établissement : { $value }). Elle devient un autre établissement.
       *[other] { $rows } lignes portent le nom d'un établissement présent au même endroit avec un autre UAI (ligne → établissement : { $value }). Elles deviennent d'autres établissements.
    } Si c'est le même et que son UAI a été corrigé, donnez son numéro à la ligne (Id_Import), ou modifiez d'abord l'UAI de l'établissement.
   *[file] { $rows ->
        [one] { $rows } ligne porte le nom d'une ligne précédente, au même endroit avec un autre UAI (ligne → ligne : { $value }). Elle devient un établissement à part.
       *[other] { $rows } lignes portent le nom d'une ligne précédente, au même endroit avec un autre UAI (ligne → ligne : { $value }). Elles deviennent des établissements à part.
    }
}
import-note-near-zone = « { $name } » sera créée, et « { $there } » existe déjà : est-ce elle ? Corrigez la liste, ou la zone est créée.
import-note-new-zone = { $value } (créée d'abord) : { $rows } { $rows ->
    [one] ligne
   *[other] lignes
}
import-note-no-postcode = { $rows } { $rows ->
    [one] ligne a une localisation sans code postal
   *[other] lignes ont une localisation sans code postal
} ({ $value } d'abord, à la ligne { $line }) : c'est juste dans un pays qui n'en a pas, sinon il manque.
import-note-postcodes = { $value } ({ $rows } { $rows ->
    [one] ligne
   *[other] lignes
}) : les codes postaux retrouvent le zéro qu'un tableur a retiré.
import-note-short = { $rows } { $rows ->
    [one] ligne s'arrête
   *[other] lignes s'arrêtent
} avant la dernière colonne (ligne { $line } : { $cells }/{ $columns }) : ce qui manque compte comme vide. C'est normal si un tableur a omis des cellules vides ; sinon, le fichier a été coupé.
import-note-unread = { $value }{ $more ->
    [0] {""}
    [one] {" "}et { $more } autre
   *[other] {" "}et { $more } autres
}. Elles restent dans le fichier : rien n'en est importé.
import-note-zone = { $value } : { $rows } { $rows ->
    [one] ligne
   *[other] lignes
}
# Les remarques sont celles de `import::Note::word`.
import-note-title = { $note ->
    [addresses] Adresse
    [elsewhere] Zone et UAI
    [foreign-postcodes] Code postal
    [letters] Lettres
    [misnamed] Colonne non lue
    [namesakes] Même nom
    [near-zone] Zone à créer
    [no-postcode] Code postal
    [postcodes] Code postal
    [short] Lignes courtes
    [unread] Colonnes non lues
    [zone] Zone
   *[other] { $note }
}

import-number-double = Ce numéro est déjà demandé à la ligne { $first }.
import-number-far = Ce numéro est très au-dessus de ceux qui servent (jusqu'à { $max } sans le demander) : un chiffre de trop ? Acceptez les numéros qui sautent si c'est voulu.
import-number-here = Le numéro { $number } est celui de { $denomination }, et ni l'UAI, ni le nom et le lieu de cette ligne ne disent que c'est lui. Si c'est lui, modifiez d'abord l'établissement lui-même{ $door ->
    [console] {""}
   *[command] {" "}(establishment edit { $number })
} ; si c'est un autre établissement, retirez le numéro.
import-number-other = Le numéro { $number } est celui d'un autre établissement : par son UAI, ou par son nom et son lieu, cette ligne est l'établissement { $holder }. Corrigez l'un ou l'autre.
import-row-double = Même localisation et même dénomination qu'à la ligne { $first }.

import-rows-all = toutes ou aucune
import-rows-valid = celles qui peuvent l'être
import-school-double = Cette ligne et la ligne { $first } sont toutes deux l'établissement { $number } : gardez-en une.

import-stage-examine = Examen du fichier
import-stage-import = Création des établissements

# Les données sont celles de `import::Target::word`.
import-target = { $target ->
    [contact-email] Courriel du contact
    [contact-first-name] Prénom du contact
    [contact-last-name] Nom du contact
    [denomination] Dénomination
    [location] Code postal et commune
    [number] Numéro
    [postcode] Code postal
    [town] Commune
    [uai] UAI
    [zone-name] Nom de la zone (académie)
    [zone-number] Numéro de la zone
   *[other] { $target }
}

import-too-many-zones = Le fichier nomme plus de { $max } zones qui n'existent pas : vérifiez la colonne de la zone.
import-uai-double = Cet UAI est déjà à la ligne { $first }.
import-uai-known = L'établissement { $holder }, { $denomination }, a déjà cet UAI, à un autre endroit et sous un autre nom. S'il s'agit d'un second site, admettez les UAI partagés{ $door ->
    [console] {""}
   *[command] {" "}(--accept-shared-uai)
}.
import-uai-sites = Plusieurs sites ({ $count }) ont cet UAI, et aucun n'est à cet endroit sous ce nom : lequel est-ce ? Corrigez la ligne, ou l'établissement lui-même.
import-updates = L'établissement { $number } avait { $stored ->
    [no-value] un champ vide
   *[other] « { $stored } »
} : la mise à jour lui donne cette valeur.
import-zone-is-number = C'est un numéro là où le nom d'une zone est attendu, et aucune zone ne s'appelle ainsi. { $door ->
    [console] Dites que la colonne est le numéro de la zone (Revoir les colonnes), ou écrivez le nom de la zone.
   *[command] Dites que la colonne est le numéro de la zone (--mapping), écrivez le nom de la zone, ou faites créer aussi des zones de ce nom : --zones create.
}
audit-action-import-save-mapping = correspondance de colonnes enregistrée
plain-help-pasted = Collez l'en-tête et les lignes d'un fichier CSV, ou copiées d'un tableur ; un point seul termine.
plain-pasted-how = Tableau : collez l'en-tête puis les lignes, un point seul les termine.

### Traitements : plans, avancement, résultats.

job-last-act = Votre dernier acte, « { $act } »{ $object ->
    [none] {""}
   *[other] {" "}({ $object })
}, { $can ->
    [never] ne se défait pas
   *[no-more] ne peut plus être défait
}{ $why ->
    [none] {""}
   *[other] {" "}: { $why }
}
job-left = Le traitement { $job } n'est pas terminé, et reprendra où il en est : intendant job resume { $job } (le relancer autrement referait ce qui est déjà fait). { $cause }
job-row-change = { $field } : { $was ->
    [none] {""}
   *[other] { $was } →{" "}
}{ $is ->
    [none] rien
   *[other] { $is }
}
job-row-changes = { $first } · { $rest }
job-stage-plan = Préparation du plan
job-stage-judge = Examen des fichiers
job-stage-run = Traitement
job-plan-cancelled = La préparation du plan a été annulée ; rien n'est conservé.
job-no-worker = Le processus de ce traitement n'a pas pu démarrer : { $cause }
job-inside-unreadable = Les traitements de l'établissement { $number } n'ont pas pu être lus : { $cause }
job-called = { $what } · « { $name } »
job-of-one = { $what } · { $one }
job-one = { $number ->
    [none] {""}
   *[other] { $number }
}{ $label ->
    [none] {""}
   *[other] { $number ->
        [none] {""}
       *[other] {" "}
    }« { $label } »
}
back-again = revient
back-between = {"\u00A0"};{" "}
back-block = redevient { $block }
back-both = { $first }, { $rest }
back-change = { $field } : { $now } → { $then }
back-comes = + { $what }
back-export = revient de l'export { $file }
back-field = { $field } : { $count }
back-gains = { $kind ->
    [roles] Rôle { $what } pour { $count }
    [profiles] Profil { $what } pour { $count }
   *[level] Niveau { $what } pour { $count }
} ({ $names }{ $more ->
    [0] { "" }
   *[other] , +{ $more }
})
back-goes = − { $what }
back-line = Effet : { $said }
back-lines = nouveaux : { $made }, modifiés : { $changed }
back-loses = { $kind ->
    [roles] Rôle { $what } perdu par { $count }
    [profiles] Profil { $what } perdu par { $count }
   *[level] Niveau { $what } perdu par { $count }
} ({ $names }{ $more ->
    [0] { "" }
   *[other] , +{ $more }
})
back-many = { $count } × { $said }
back-more-rights = et d'autres rôles ou profils : { $count }
back-nothing = (vide)
back-open = n'est plus { $block }
back-others = et { $count ->
    [one] une autre cible
   *[other] { $count } autres cibles
}
back-quoted = « { $value } »
back-switched = { $field } : { $said }
back-value = { $field } : { $value }
back-without = { $act ->
    [user-delete] Ce que défaire ne rend pas : le mot de passe (il faut en donner un nouveau), les notes, les inscriptions, les sessions
   *[establishment-delete] Ce que défaire ne rend pas : les blocages, les courriels en attente, les sessions
}
job-kind = { $kind }
job-question-of = { $what }. { $question }
job-start-question = { $kind } : { $count } ?
job-standing = { $standing ->
    [planned] prévu
    [running] en cours
    [silent] sans signe de vie
    [interrupted] interrompu
    [paused] en pause
    [undone] défait
    [cancelled] abandonné
    [done] terminé
   *[other] { $standing }
}
job-target-state = { $state ->
    [waiting] en attente
    [done] { $count ->
        [one] fait
       *[other] faits
    }
    [skipped] sans objet
    [failed] { $count ->
        [one] échec
       *[other] échecs
    }
   *[other] { $state }
}
block-replaced = remplace ce qui était { $block }
block-standing = bloqué : « { $reason } », { $end ->
    [day] jusqu'au { $day } inclus
   *[none] sans date de fin
}
job-opened = { $count ->
    [one] { $count } était bloqué là d'où il vient : il arrive ouvert
   *[other] { $count } étaient bloqués là d'où ils viennent : ils arrivent ouverts
}
job-row-opened = était { $block } ; arrive ouvert
job-reason = { $reason ->
    [in-use] sert encore
    [department-in-use] des semestres, des comptes ou des rôles s'en servent encore
    [withheld] toutes les lignes ou aucune : d'autres sont refusées
    [gone] n'existe pas, ou plus
    [returns-rights] elle donne ou retire des droits comme qui la restaure ne pourrait pas le faire
    [not-shipped] le programme ne la fournit pas : elle n'a pas d'état d'origine
    [not-power-user] seul un gestionnaire a des profils et un périmètre : changez d'abord son niveau
    [not-active] en cours de création ou de suppression
    [already-blocked] déjà bloqué, même motif, même échéance
    [blocked-longer] déjà bloqué plus longtemps : ce blocage reste
    [not-blocked] aucun blocage à lever
    [same-zone] déjà dans cette zone
    [unknown-zone] zone inexistante
    [no-contact-email] le contact n'a pas de courriel
    [no-address] le compte n'a pas de courriel
    [own-password] c'est votre propre compte : changez votre mot de passe vous-même
    [no-administrator] aucun administrateur
    [not-expired] le mot de passe est utilisé ou encore valable
    [changed-since] modifié entre-temps, ou en cours d'utilisation
    [already-undone] déjà défait auparavant
    [done-since] un traitement lancé plus tard l'a déjà fait
    [superseded] un traitement plus récent a changé son contenu : défaites-le d'abord, ou restaurez l'export que vous choisissez
    [incomplete] le plan ne contient pas ce dont cette cible a besoin : refaites-le
    [content-lost] le nouveau contenu a été retiré avant d'être mis en place : l'ancien reste
    [number-taken] ce numéro est celui d'un établissement présent
    [no-export] supprimé sans export
    [no-file] fichier absent
    [too-large] fichier au-delà de la limite
    [not-a-file] ce n'est pas un fichier
    [unreadable] une valeur enregistrée est inconnue de cette version
    [no-room] il ne tient pas sur le disque
    [misfit] une valeur qu'il contient n'est pas de celles que ce programme écrit
    [held-refused] son manifeste a une valeur refusée
    [no-hash] empreinte SHA-256 absente : un fichier de même nom terminé par .sha256
    [hash-differs] le contenu ne correspond pas à l'empreinte : fichier modifié
    [replaced-since] il contient ce qui a été remplacé ensuite : à vous de dire si c'est bien cela qu'il faut
    [taken-ahead] sa date est dans le futur, une horloge s'est donc trompée : rien ne dit si c'est le plus récent
    [not-an-export] ce n'est pas un export
    [newer] fait par une version plus récente
    [schema-differs] les tables ne sont pas celles de sa version
    [export-damaged] la base contenue est abîmée
    [manifest-differs] manifeste absent, ou qui ne correspond pas au contenu
    [values] la liste a une valeur refusée dans cette ligne
    [twice] un autre fichier de ce plan a le même numéro
    [sealed] il est chiffré : indiquer le fichier de clés qui l'ouvre
    [keys] le fichier de clés est illisible ou n'en contient aucune
    [number-of-another] son numéro était ici celui d'une autre école, et aucune autre ne le reçoit : donnez-en un autre (Id_Import d'une liste de transfert)
    [of-number] il vient d'un autre établissement de cet hébergement
    [still-here] son école est encore ici sous un autre numéro
    [other-school] il vient d'une autre école que celle qui a ce numéro
    [row-differs] sa ligne de la liste est celle d'une autre école
    [older] son école a été supprimée une nouvelle fois depuis, après un autre export
    [undated] rien ne dit si un autre export de son école est plus récent
    [other-key] il est chiffré pour une autre clé
    [exported-unfit] son export est fait, mais ne pourrait pas être restauré
    [present-unrestorable] ce qui est là ne pourrait pas être restauré à partir de son export : rien n'a été remplacé
    [unrestorable] son export ne pourrait pas être restauré : rien n'a été supprimé
    [missing-database] sa base manque
    [full] le disque est plein
    [read-only] le disque est en lecture seule
   *[other] { $reason }
}
job-reason-cells = { $first }{ $more ->
    [0] {""}
    [one] {" "}(et une autre valeur)
   *[other] {" "}(et { $more } autres valeurs)
}
job-reason-blocked-longer = déjà { $block } ; c'est plus longtemps, ce blocage reste ; pour l'abréger, débloquez d'abord
job-reason-blocked-by-others = { $blocker ->
    [webmaster] pas bloqué par le webmestre
    [administrator] pas bloqué par son administrateur
   *[program] pas bloqué par le programme
} : reste bloqué
job-reason-busy = { $kind ->
    [console] { $name } y travaille, dans la console depuis le { $since }
    [plain] { $name } y travaille, en mode texte depuis le { $since }
    [command] { $name } y travaille, par une commande depuis le { $since }
    [named] { $name } y travaille
    [ended] un processus arrêté depuis y travaillait
   *[unnamed] quelqu'un d'autre y travaille
}
job-reason-foreign = le fichier à la place de sa base n'est pas la sienne ({ $path }) : { doctor-run }
job-reason-unreadable = la valeur enregistrée « { $value } » de { $what } est inconnue de cette version : { doctor-run }
job-reason-done-since = le traitement { $job }, lancé plus tard, l'a déjà fait
job-reason-superseded = le traitement { $job }, plus récent, a changé son contenu : défaites-le d'abord, ou restaurez l'export que vous choisissez
job-reason-held = le traitement { $job } ({ $author }) passe avant
job-reason-in-use = { $count } { $count ->
    [one] semestre ou rôle s'en sert
   *[other] semestres ou rôles s'en servent
}
job-reason-limit = il y en a déjà { $there }, et { $most } au plus sont possibles
job-reason-missing = sa base manque, { $path } n'existe pas : { doctor-run }
job-reason-damaged = sa base est endommagée : { $detail }
job-reason-exported-unfit = exporté sous { $file }, mais cet export ne pourrait pas être restauré : { $fault }. Il est conservé. Faites réparer la base, puis exportez-la de nouveau ({ doctor-run })
job-reason-present-unrestorable = ce qui est là ne pourrait pas être restauré à partir de son export : { $fault }. Rien n'a été remplacé. Faites d'abord réparer sa base ({ doctor-run })
job-reason-unrestorable = son export ne pourrait pas être restauré : { $fault }. Rien n'a été supprimé. Faites d'abord réparer la base, ou supprimez sans export
job-reason-returns-rights = Rien n'a été restauré : cette sauvegarde donne ou retire des droits comme vous ne pourriez pas le faire vous-même{ $count ->
    [0] {""}
   *[other] , ceux de { $names }
}{ $more ->
    [0] {""}
    [one] {" "}et d'un autre
   *[other] {" "}et de { $more } autres
}. { $refused }
job-reason-same-mail = même courriel à la même adresse que pour l'établissement { $number }
job-reason-mail-left = { $state ->
    [sending] le courriel est en cours d'envoi
    [sent] le courriel est parti
    [refused] le courriel a été refusé
    [uncertain] le courriel est peut-être arrivé
    [withdrawn] le courriel a été retiré
   *[other] le courriel n'est plus en attente ({ $state })
}
job-reason-constraint = { $field ->
    [none] une valeur
   *[other] { $field }
} – { $constraint ->
    [taken] cette valeur est déjà prise
    [missing] cette valeur ne peut pas manquer
    [reference] ce qu'elle désigne n'existe pas, ou sert encore
   *[value] cette valeur n'est pas acceptée
} ({ $detail })
job-reason-machine = la machine a échoué : { $detail }
job-reason-not-permitted = { $rule ->
    [H5] pas dans vos zones (règle H5)
   *[other] non permis (règle { $named })
}
job-forecast = { $forecast ->
    [do] à faire
    [skip] sans objet
    [refuse] { $count ->
        [one] refusé
       *[other] refusés
    }
   *[other] { $forecast }
}
job-reason-uai-taken = l'UAI est celui de l'établissement { $holder }
job-reason-number-has-file = { $path } occupe déjà la place et le registre ne le connaît pas : lancez { doctor-run }
job-reason-newer = fait par une version plus récente : schéma { $found }, le plus récent connu ici est { $known }
restore-block = Restauration en cours ; réessayez dans quelques minutes.
job-zone = { $value } : { $count }{ $elsewhere ->
    [0] {""}
    [one] {" "}({ $elsewhere } UAI est d'une autre académie : vérifiez les zones)
   *[other] {" "}({ $elsewhere } UAI sont d'une autre académie : vérifiez les zones)
}
job-task-sealed = chiffré
job-task-packed = compressé
job-task-tables = avec tableaux
job-mail-state = { $count } { $state ->
    [queued] en attente
    [sending] en cours d'envoi
    [deferred] { $count ->
        [one] différé
       *[other] différés
    }
    [sent] { $count ->
        [one] envoyé
       *[other] envoyés
    }
    [refused] { $count ->
        [one] refusé
       *[other] refusés
    }
    [withdrawn] { $count ->
        [one] retiré
       *[other] retirés
    }
    [uncertain] { $count ->
        [one] incertain
       *[other] incertains
    }
   *[other] { $state }
}

fault-damaged = la base contenue est abîmée : { $detail }
fault-held = son manifeste est refusé : { $label } : { $why }
fault-no-room = son contenu prend { $needed } et il reste { $free } sur le disque : faites de la place, puis réessayez
fault-not-a-file = c'est { $standing } et non un fichier : il n'a été ni ouvert ni suivi
fault-other-school = il vient d'une autre école : « { $there } », et celle-ci est « { $here } ». Corrigez le nom ou l'UAI qui diffère, ou restaurez-le sous un autre numéro (Id_Import d'une liste de transfert)
fault-of-number = il vient de l'établissement { $number } de cet hébergement, quel que soit son nom. Restaurez-le sous le numéro { $number }, ou sous un numéro jamais donné (Id_Import d'une liste de transfert)
fault-still-here = son école est encore ici, sous le numéro { $number } : deux établissements auraient les mêmes personnes. Restaurez-la sous le numéro { $number }, à la place de ce qui s'y trouve
fault-row-differs = sa ligne de la liste est celle de « { $here } », et le fichier contient « { $there } » : indiquez le bon fichier, ou écrivez dans la ligne ce que contient le fichier et corrigez-le ensuite
fault-older = son école a été supprimée une nouvelle fois depuis : restaurez plutôt son dernier export ({ $file })
fault-undated = rien ne dit lequel des exports { $one } et { $other } contient le dernier état de son école : le catalogue ne connaît pas l'un d'eux, ou une horloge fausse l'a daté. Restaurez celui que vous voulez par son nom
fault-too-large = son contenu prend { $size }, la limite est { $limit }
misfit = table { $table }{ $column ->
    [none] {""}
   *[other] , colonne { $column }
}{ $row ->
    [none] {""}
   *[other] , ligne { $row }
} : { $why ->
    [rule] la règle de la table la refuse ({ $detail })
    [reference] elle désigne dans { $detail } ce qui ne s'y trouve pas
    [not-utf8] le texte n'est pas de l'UTF-8
    [nul] le texte contient le caractère NUL
    [control] le nom contient des caractères de commande
    [day] ce n'est pas un jour du calendrier
    [moment] ce n'est pas un moment qu'une horloge peut indiquer
   *[number] le nombre est hors de ce qui est possible
}
audit-action-job-ask-cancel = abandon d'un traitement demandé
audit-action-job-ask-pause = pause d'un traitement demandée
audit-action-job-cancel = traitement abandonné
audit-action-job-end = traitement terminé
audit-action-job-pause = traitement en pause
audit-action-job-remove = plan oublié
audit-action-job-rename = plan renommé
audit-action-job-resume = traitement repris
audit-action-job-save = plan enregistré
audit-action-job-start = traitement lancé
audit-object-job = traitement
error-not-found-job = Il n'y a pas de plan ni de traitement { $id }.
field-label-above-threshold = Supprimer quand même
field-label-plan-name = Nom du plan

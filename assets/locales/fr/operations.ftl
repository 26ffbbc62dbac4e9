# Pourquoi une opération n'a pas eu lieu.

clock-confirm = { $door ->
    [console] confirmez-la sur l'écran Serveur (Analyser, puis Réparer)
   *[command] confirmez-la avec intendant doctor --clock-is-right
}
clock-jump = L'horloge du serveur a { $direction ->
    [back] reculé
   *[forward] avancé
} d'un coup : { $to } au lieu de { $from }. { $open ->
    [no] Elle est revenue à l'heure attendue : il n'y a rien à confirmer.
   *[yes] { $direction ->
        [back] Ce qui périme garde l'heure la plus tardive : si l'heure est juste, { clock-confirm }.
       *[forward] Rien n'est effacé à cause de son âge tant qu'elle n'est pas confirmée : si elle est juste, { clock-confirm }.
    }
}
error-busy = { $kind ->
    [console] { $name } y travaille, dans la console depuis le { $since }. Réessayez quand ce sera fini.
    [plain] { $name } y travaille, en mode texte depuis le { $since }. Réessayez quand ce sera fini.
    [command] { $name } y travaille, par une commande depuis le { $since }. Réessayez quand ce sera fini.
    [named] { $name } y travaille. Réessayez quand ce sera fini.
    [ended] Un processus arrêté depuis y travaillait : réessayez, ce qui termine ou défait d'abord ce qu'il a laissé.
   *[unnamed] Quelqu'un d'autre y travaille. Réessayez quand ce sera fini.
}
error-cancelled = Arrêté à la demande.
error-conflict = Quelqu'un d'autre a enregistré entre-temps : choisissez, pour chaque champ, votre valeur ou la sienne.
error-console = La console a dû s'arrêter : { $cause }
error-exports-refused = La base de l'établissement { $number } n'a pas été recréée : des exports qui sont, ou pourraient être, les plus récents manquent ou sont inutilisables. { $refused } { $usable ->
    [yes] Le plus récent qui soit utilisable est { $file }, du { $taken }.
   *[no] Aucun n'est utilisable.
} Rétablissez ce qui est nommé ; { $door ->
    [console] ou créez une base vide (écran Serveur : Analyser, puis Réparer), puis ramenez-y l'export que vous choisissez (écran Exports : Restaurer en remplaçant).
   *[command] ou créez une base vide (doctor --empty { $number }), puis ramenez-y l'export que vous choisissez (establishment restore FICHIER --replace).
}
error-several-own = La base de l'établissement { $number } n'a pas été remise en place : plusieurs fichiers sont la sienne, { $paths }. Mettez de côté ceux dont vous ne voulez pas ; celui qui reste pourra être remis en place. Un fichier du dossier orphans se retire à la main de ce dossier.
error-log-beside = La base de l'établissement { $number } n'a pas été déplacée : { $path } contient des modifications d'une base, et rien ne dit de laquelle. Arrêtez tout programme qui a l'une d'elles ouverte ; puis rendez à la main aux fichiers les noms qu'ils avaient, chacun avec son propre journal. Le journal qui est bien celui de la base y entre quand son programme l'ouvre puis s'arrête.
error-log-set-aside = La base de l'établissement { $number } n'a pas été déplacée : { $path } a été mis de côté sans base, et contient peut-être les dernières modifications de celle-ci. Si c'est bien son journal, copiez les deux fichiers, remettez le journal à côté de la base sous le nom { $beside }, puis ouvrez et fermez une fois { $file } avec un programme qui utilise SQLite : les modifications y sont alors. Sinon, ou si l'on n'en veut pas, déplacez-le hors du dossier orphans. Puis recommencez.
error-own-elsewhere = La base de l'établissement { $number } n'a pas été recréée : sa propre base se trouve sous { $path }. { $door ->
    [console] « Remettre sa propre base en place » la lui rend ; « Créer une base vide » en crée une vide malgré tout.
   *[command] doctor --adopt { $number } la lui rend ; doctor --empty { $number } en crée une vide malgré tout.
} Pour le plus récent export à la place, sortez d'abord ce fichier du dossier de données.
error-held-elsewhere = La base de l'établissement { $number } n'a pas été recréée : { $path }, que le registre ne connaît pas, contient son école, peut-être d'un temps plus récent que tout export{ $way ->
    [none] , mais ne peut pas être adopté tel quel : { $unfit }. Gardez-en une copie : ce qui a été fait en dernier n'est peut-être dans aucun export.
   *[adopt] . Pour retrouver ce contenu, { $place ->
        [none] { "" }
       *[other] donnez à la main à ce fichier le nom { $place }, puis{ " " }
    }{ $under ->
        [own] adoptez-le ({ error-adopt-way }).
       *[other] supprimez sans export l'établissement { $number }, qui n'a pas de base ({ $door ->
            [console] écran Établissements
           *[command] establishment delete { $number } --no-export
        }), puis adoptez ce fichier sous le numéro { $of } ({ error-adopt-way }).
    }
} Si c'est l'export le plus récent que vous voulez, mettez d'abord ce fichier de côté{ $door ->
    [console] { "" }.
   *[command] { " " }(doctor --set-aside { $path }).
} Ce qui est déjà dans le dossier orphans en est sorti à la main.
error-adopt-way = { $door ->
    [console] écran Serveur : Analyser, puis Réparer
   *[command] doctor --adopt { $of }
}
error-lives-as = { $path } n'a pas été adopté : son école est encore ici, sous le numéro { $other }, et deux établissements auraient les mêmes personnes. Si c'est ce fichier le bon, supprimez d'abord l'établissement { $other } ({ $door ->
    [console] écran Établissements ; sans export s'il n'a pas de base), puis adoptez le fichier.
   *[command] establishment delete { $other }, avec --no-export s'il n'a pas de base), puis adoptez le fichier (doctor --adopt { $number }).
} Si c'est l'établissement { $other } le bon, mettez ce fichier de côté.
error-number-unproved = { $path } n'a pas été adopté : le numéro { $number } était ici celui d'une école, rien ne dit que cette base soit la sienne, et une base ne peut pas recevoir d'autre numéro. Si elle l'est, un export fait de cette base le dit : mettez-le dans le dossier exports, puis adoptez la base. Une sauvegarde plus récente du registre peut aussi la connaître. Sinon, mettez-la de côté.
error-fields = { $count ->
    [one] Une valeur n'est pas acceptée.
   *[other] { $count } valeurs ne sont pas acceptées.
}
error-not-found = « { $id } » n'existe pas.
error-not-found-administrator = L'administrateur « { $id } » n'existe pas.
error-not-found-letter = La lettre « { $id } » n'existe pas.
error-rule = { $rule ->
    [already-initialised] Ce dossier de données sert déjà. Choisissez-en un autre, ou ouvrez celui-ci.
    [being-initialised] Quelqu'un d'autre initialise ce dossier de données en ce moment. Rien n'a été fait.
    [registry-missing] Des bases se trouvent dans ce dossier de données mais son registre (registry.sqlite) manque. Remettez-le depuis une sauvegarde, ou nommez un dossier vide. Rien n'a été fait.
    [registry-not-doubted] Il n'y a rien à accepter : ce registre est celui qui a servi en dernier.
    [not-initialised] Ce dossier de données est vide. Lancez d'abord « intendant init ».
    [code-refused] Ce code n'est pas bon, a déjà servi ou n'est plus valable, ou trop d'essais ont été faits. Vérifiez-le, ou demandez-en un autre dans quelques minutes.
    [sign-in-failed] Nom d'utilisateur ou mot de passe incorrect, ou trop d'essais. Vérifiez les deux ; patientez quelques minutes si cela persiste.
    [last-webmaster] C'est le dernier webmestre qui administre tout et peut se connecter. Ajoutez-en ou réactivez-en d'abord un autre.
    [own-account] On ne désactive pas son propre compte. Demandez à un autre webmestre.
    [own-duty] On ne change pas sa propre mission. Demandez à un autre webmestre.
    [no-change] Il n'y a rien à changer : c'est déjà le cas.
    [name-taken] Son nom ou son UAI a été donné entre-temps : changez d'abord ce qui le porte.
    [elsewhere] Ce n'est pas ici : cela appartient à l'hébergeur, ou à un établissement qu'il faut nommer.
    [default-zone] La zone 1 ne peut pas être supprimée : elle recueille les établissements des zones supprimées.
    [changed] Quelqu'un d'autre l'a modifié entre-temps. Regardez à nouveau, puis recommencez.
    [not-active] L'établissement est en cours de création ou de suppression.
    [already-blocked] Il est déjà bloqué, pour ce motif et jusqu'à cette date.
    [not-blocked] Cet établissement n'est pas bloqué.
    [no-general-block] Il n'y a pas de blocage général à lever.
    [no-contact-email] Le contact n'a pas d'adresse de courriel où envoyer un mot de passe. Ajoutez-en une d'abord.
    [not-erasable] La base de l'établissement manque ou est endommagée : rien ne prouve à qui est ce nom d'utilisateur, donc personne n'est effacé et aucune donnée n'est réunie. Lancez { doctor-run } pour la remettre, ou restaurez un export, puis recommencez. Ce que l'hébergeur détient de ces personnes, courriels et rapports, part en son temps.
    [no-administrator] Cet établissement n'a pas cet administrateur. On peut en créer un.
    [same-mail] Le même courriel part déjà à cette adresse.
    [mail-left] Ce courriel n'est plus en attente.
    [same-zone] Il est déjà dans cette zone.
    [unknown-zone] Cette zone n'existe pas.
    [not-expired] Le mot de passe de l'administrateur est utilisé ou encore valable.
    [incomplete] Le plan ne contient pas ce dont cette cible a besoin : refaites-le.
    [no-targets] Rien ne correspond.
    [nothing-restored] Rien n'a été restauré ici : il n'y a rien à défaire.
    [nothing-done] Ce traitement n'a rien fait : il n'y a rien à défaire.
    [nothing-left] Il ne reste rien à défaire de ce que ce traitement a fait.
    [nothing-failed] Rien n'a échoué dans ce traitement : il n'y a rien à réessayer.
    [number-taken] Ce numéro est celui d'un établissement présent.
    [no-export] Supprimé sans export.
    [no-file] Fichier absent.
    [too-large] Fichier au-delà de la limite.
    [not-a-file] Ce n'est pas un fichier.
    [no-room] Il ne tient pas sur le disque.
    [misfit] Une valeur qu'il contient n'est pas de celles que ce programme écrit.
    [held-refused] Son manifeste a une valeur refusée.
    [no-hash] Empreinte SHA-256 absente : un fichier de même nom terminé par .sha256.
    [hash-differs] Le contenu ne correspond pas à l'empreinte : fichier modifié.
    [replaced-since] Il contient ce qui a été remplacé ensuite : à vous de dire si c'est bien cela qu'il faut.
    [taken-ahead] Sa date est dans le futur, une horloge s'est donc trompée : rien ne dit si c'est le plus récent.
    [not-an-export] Ce n'est pas un export.
    [schema-differs] Les tables ne sont pas celles de sa version.
    [export-damaged] La base contenue est abîmée.
    [manifest-differs] Manifeste absent, ou qui ne correspond pas au contenu.
    [values] La liste a une valeur refusée dans cette ligne.
    [twice] Un autre fichier de ce plan a le même numéro.
    [sealed] Il est chiffré : indiquer le fichier de clés qui l'ouvre.
    [keys] Le fichier de clés est illisible ou n'en contient aucune.
    [number-of-another] Son numéro était ici celui d'une autre école, et aucune autre ne le reçoit : donnez-en un autre (Id_Import d'une liste de transfert).
    [of-number] Il vient d'un autre établissement de cet hébergement.
    [still-here] Son école est encore ici sous un autre numéro.
    [other-school] Il vient d'une autre école que celle qui a ce numéro.
    [row-differs] Sa ligne de la liste est celle d'une autre école.
    [older] Son école a été supprimée une nouvelle fois depuis, après un autre export.
    [undated] Rien ne dit si un autre export de son école est plus récent.
    [other-key] Il est chiffré pour une autre clé.
    [newer] Fait par une version plus récente.
    [uai-taken] Cet UAI est celui d'un autre établissement.
    [job-ended] Ce traitement est terminé.
    [job-not-begun] Ce plan n'a pas encore été lancé.
    [job-not-over] Ce traitement n'est pas terminé.
    [job-started] Ce traitement a déjà été lancé ; seul un plan peut être oublié.
    [job-not-running] Ce traitement ne tourne pas.
    [job-lost] Un autre processus a repris ce traitement, ou l'établissement où il se faisait a été remplacé.
    [not-undoable] Ce que ce traitement a fait ne peut pas être défait.
    [already-undone] Ce traitement a déjà été défait.
    [superseded] Un traitement plus récent a changé son contenu : défaites-le d'abord, ou restaurez l'export que vous choisissez.
    [above-threshold] Trop d'établissements pour une seule suppression sans confirmation supplémentaire.
    [clock-jumped] L'horloge du serveur a fait un saut : rien d'irréversible n'est fait pendant cette exécution. Vérifiez l'heure, puis recommencez.
    [clock-doubtful] L'heure du serveur est douteuse : rien n'est effacé à cause de son âge. Si elle est juste, { clock-confirm }.
    [clock-unusable] L'horloge du serveur indique une année avant 1970 ou après 9999. Mettez-la à l'heure, puis recommencez.
   *[other] Une règle s'y oppose.
}

### Ce qu'un acte change aux courriels qui attendent

aftermath-rewritten = { $count ->
    [one] 1 courriel en attente suit : il partira tel que les choses sont maintenant.
   *[other] { $count } courriels en attente suivent : ils partiront tels que les choses sont maintenant.
}
aftermath-gone-inside = { $count ->
    [one] 1 courriel attendait dans la base de l'établissement : il ne part pas.
   *[other] { $count } courriels attendaient dans la base de l'établissement : ils ne partent pas.
}
aftermath-withdrawn = { $count ->
    [one] 1 courriel en attente retiré
   *[other] { $count } courriels en attente retirés
} : { $cause ->
    [no-address] le contact n'a plus d'adresse.
    [superseded] un mot de passe plus récent le remplace.
    [gone] l'établissement n'existe pas, ou plus.
    [replaced] le contenu a été remplacé, les mots de passe sont à initialiser.
   *[other] ils ne sont plus exacts.
}
aftermath-passwords-mailed = { $count ->
    [one] Le mot de passe qui n'avait pas encore servi n'est plus valable : un autre part par courriel à l'adresse du compte.
   *[other] { $count } mots de passe qui n'avaient pas encore servi ne sont plus valables : d'autres partent par courriel aux adresses des comptes.
}
aftermath-passwords-forgotten = { $count ->
    [one] Le mot de passe qui n'avait pas encore servi n'est plus valable, et aucun ne le remplace : donnez-en un autre au compte quand il aura une adresse et pourra servir.
   *[other] { $count } mots de passe qui n'avaient pas encore servi ne sont plus valables, et aucun ne les remplace : donnez-en d'autres aux comptes quand ils auront une adresse et pourront servir.
}
aftermath-unsent = { $count ->
    [one] Le mot de passe de l'administrateur de l'établissement { $number } n'est jamais parti, son courriel avait été retiré : initialisez-le.
   *[other] De { $count } établissements ramenés ({ $number } le premier), le mot de passe de l'administrateur n'est jamais parti, son courriel avait été retiré : initialisez-les.
}
aftermath-bounce-followed = L'adresse de retour suit l'expéditeur : { $address }.
aftermath-bounce-behind = L'expéditeur a changé, l'adresse de retour est toujours { $address } : vérifiez-la.
error-several-sites = L'UAI { $uai } est celui de plusieurs établissements : { $numbers }. Donnez le numéro du vôtre.
export-refused = { $file } ({ $taken ->
    [none] absent du catalogue
   *[other] { $taken }
}) : { $why }
export-refused-list = { $one } { $rest }
aftermath-rescued = { $kept ->
    [none] Le travail sur l'établissement { $number }, laissé par un processus, est terminé et non annulé : quelqu'un a écrit entre-temps dans sa base.
   *[other] La base de l'établissement { $number }, laissée inachevée par un processus, n'est pas supprimée : quelqu'un y a écrit entre-temps. Elle est conservée sous { $kept }.
}
aftermath-stranger = Le fichier à la place de la base de l'établissement { $number } n'était pas le sien : il est conservé sous { $path }. { $door ->
    [console] L'analyse (écran Serveur)
   *[command] intendant doctor
} dit s'il manque à un autre établissement.
aftermath-both = { $first } { $next }
error-not-retryable = { $state ->
    [withdrawn] Ce courriel a été retiré, parce que ce qu'il disait n'est plus exact : il ne partira plus.
    [sent] Ce courriel est parti : il n'y a rien à renvoyer.
    [sending] Ce courriel est en cours d'envoi.
    [queued] Ce courriel attend déjà son envoi.
   *[other] Le mot de passe de ce courriel n'est plus valable : réinitialisez-le plutôt.
}
error-job-not-taken = Le processus lancé pour le traitement { $job } ne l'a pas pris : il attend d'être lancé à nouveau.
error-being-undone = Le traitement { $job } le défait et n'est pas terminé : reprenez celui-là.
error-too-many = Il y en a trop à la fois : { $found }, et { $max } au plus sont possibles.

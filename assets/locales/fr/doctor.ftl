### Analyse et réparation. Trié par clé.

doctor-adopted = L'établissement { $number } est de nouveau présent, dans la zone « { $zone } », { $contact ->
    [none] sans contact référent
   *[other] avec le contact référent { $contact }
} : vérifiez les deux.
doctor-audit-broken = Le journal a été modifié ou amputé à l'entrée { $id } : comparez-le avec la copie du journal du système.
doctor-audit-inside-behind = Le journal de l'établissement { $number } n'a plus l'entrée { $id }, qui était sa dernière : sa fin a été coupée, ou une copie plus ancienne de sa base a été mise à sa place. Si c'était voulu, la prochaine modification dans l'établissement le note au journal de l'hébergeur ; sinon remettez la base la plus récente.
doctor-audit-inside-broken = Le journal de l'établissement { $number } a été modifié ou amputé à l'entrée { $id } : comparez-le avec celui d'un export.
doctor-database-damaged = { $cause ->
    [schema] La base de l'établissement { $number } a des tables, des déclencheurs ou des colonnes que ce programme ne crée jamais, ou il en manque
    [no-database] Le fichier à la place de la base de l'établissement { $number } n'est pas une base
    [malformed] La base de l'établissement { $number } est endommagée
   *[other] La base de l'établissement { $number } est illisible ({ $cause })
} : { $cause ->
    [schema] si ce qui est de trop n'empêche personne d'y travailler, faites-le retirer par qui l'a mis ; sinon mettez-la de côté
   *[other] mettez-la de côté
}, puis { $exported ->
    [no] remettez-en une copie à sa place, ou faites-la recréer vide : elle n'a aucun export.
   *[yes] faites-la recréer depuis son export le plus récent.
}
doctor-database-foreign = { $whose ->
    [own] Le fichier à la place de la base de l'établissement { $number } est bien le sien par son numéro et ses noms, mais d'un temps que le registre ne connaît pas : adoptez-le pour que l'établissement le retrouve, ou mettez-le de côté.
    [number] Le fichier à la place de la base de l'établissement { $number } est celui de l'établissement { $of }{ $own ->
        [none] { " " }: mettez-le de côté, puis faites recréer la base, depuis son export le plus récent ou vide.
       *[other] , et sa propre base se trouve sous { $own } : remettez-la en place ({ doctor-adopt-way }), et ce qui s'y trouve retourne à la sienne si elle est libre.{ $age }
    }
   *[other] Le fichier à la place de la base de l'établissement { $number } n'est pas la sienne{ $own ->
        [none] { " " }: mettez-le de côté, puis faites recréer la base, depuis son export le plus récent ou vide.
       *[other] , qui se trouve sous { $own } : remettez-la en place ({ doctor-adopt-way }).{ $age }
    }
}
doctor-database-is-export = À la place de la base de l'établissement { $number } se trouve son export du { $taken }, mis là à la main : ce qui a été fait après ce moment n'y est pas. Il peut servir ; la réparation en retire ce qui n'est utile qu'à un export.
doctor-database-missing = { $own ->
    [none] { $held ->
        [none] La base de l'établissement { $number } manque : remettez-la à sa place, { $left ->
            [nothing] ou faites-la recréer vide : elle n'a aucun export connu.
            [deleted] faites-la recréer depuis son export le plus récent, ou supprimez l'établissement sans export. Le registre était plus ancien quand il a été accepté : si l'établissement a été supprimé depuis, exprès, supprimez-le à nouveau.
           *[export] faites-la recréer depuis son export le plus récent, ou supprimez l'établissement sans export.
        }
       *[other] La base de l'établissement { $number } manque, et { $held }, que le registre ne connaît pas, contient son école. { doctor-held-way } comment la retrouver.
    }
   *[other] La base de l'établissement { $number } n'est pas à sa place, mais sous { $own } : remettez-la en place ({ doctor-adopt-way }).{ $age }
}
doctor-database-misfit = La base de l'établissement { $number } contient une valeur que ce programme n'a pas pu écrire : { $misfit }. Corrigez-la à la main, ou restaurez la base depuis un export.
doctor-database-newer = La base de l'établissement { $number } vient d'une version plus récente (schéma { $found }, celle-ci connaît { $known }) : mettez intendant à jour.
doctor-database-not-a-file = À la place de la base de l'établissement { $number }, { $path } est { $standing } et non un fichier : { $leads ->
    [none] mettez-le de côté, puis faites recréer la base, depuis son export le plus récent ou vide.
   *[other] il mène à { $leads }. Si la base de l'établissement s'y trouve, retirez le lien et déplacez ce fichier ici : ce qui a été fait en dernier n'est peut-être dans aucun export. Sinon, mettez le lien de côté, puis faites recréer la base, depuis son export le plus récent ou vide.
}
doctor-database-older = La base de l'établissement { $number } est d'une version antérieure (schéma { $found } au lieu de { $known }).
doctor-database-unexamined = La base de l'établissement { $number } n'a pas pu être analysée cette fois : { $cause }
doctor-examined = { $how ->
    [thorough] Analyse approfondie : structure, règles et chaque valeur de chaque base.
   *[quick] Analyse rapide : chaque base est là et se lit ; ses tables et ses valeurs sont vérifiées par l'analyse approfondie.
}
doctor-export-lost = L'export { $file } { $presence ->
    [missing] est au catalogue mais son fichier manque
   *[damaged] n'est plus ce qui a été écrit : fichier modifié ou abîmé
}{ $need ->
    [undo] , et une annulation en a besoin : remettez le fichier, ou renoncez-y ({ $way })
    [only] , et c'est le seul d'un établissement supprimé : remettez le fichier, ou renoncez-y ({ $way })
   *[none] {" "}: remettez le fichier, ou renoncez-y ({ $way })
}.
doctor-export-unknown = { $count ->
    [one] Le catalogue ne connaît pas l'export { $path } : inscrivez-le au catalogue{ $door ->
        [console] {""}
       *[command] {" "}(--adopt)
    }, ou mettez-le de côté.
   *[other] Le catalogue ne connaît pas { $count } exports dans { $path } ({ $named }{ $more ->
        [0] {""}
       *[other] , …
    }) : inscrivez-les au catalogue{ $door ->
        [console] {""}
       *[command] {" "}(--adopt)
    }, tous ou un seul, ou mettez-les de côté.
}
doctor-export-forgotten = L'export { $file } est retiré du catalogue.
doctor-exports-entered = { $count ->
    [one] Un export est de nouveau au catalogue.
   *[other] { $count } exports sont de nouveau au catalogue.
}
doctor-folder-missing = Le dossier { $path } manque : si un disque doit y être monté, montez-le ; sinon faites recréer le dossier.
doctor-hash-missing = L'export { $file } n'a pas son empreinte à côté de lui ({ $file }.sha256) : une autre machine le refuserait. La réparation l'écrit à nouveau.
doctor-job-inside = Dans l'établissement { $number }, le traitement { $job } a été interrompu avec { $left ->
    [one] une cible restante
   *[other] { $left } cibles restantes
} : reprenez-le ou abandonnez-le ({ $door ->
    [console] écran Traitements de l'établissement
   *[command] job resume, job cancel avec --establishment { $number }
}).
doctor-job-interrupted = Le traitement { $job } a été interrompu avec { $left ->
    [one] une cible restante
   *[other] { $left } cibles restantes
} : reprenez-le ou abandonnez-le ({ $door ->
    [console] écran Traitements
   *[command] job resume, job cancel
}).
doctor-key-untied = La clé SSH { $key } est liée à { $login }, qui n'est pas un webmestre actif : ses commandes sont refusées. Corrigez [ssh.keys] dans la configuration, et retirez la clé d'authorized_keys.
doctor-left-over = Reste d'un travail interrompu : { $path }.
doctor-mails-stuck = { $count ->
    [one] Un courriel est resté en cours d'envoi après l'arrêt de son expéditeur.
   *[other] { $count } courriels sont restés en cours d'envoi après l'arrêt de leur expéditeur.
}
doctor-names-differ = La base de l'établissement { $number } porte « { $database } », le registre « { $registry } ». Réparée, elle prend les noms du registre ; si ceux de la base sont les bons, modifiez d'abord l'établissement.
doctor-no-administrator = L'établissement { $number } n'a ni Manager ni Superadmin durable : { $door ->
    [console] w sur sa ligne, dans la liste des établissements, avec un nouvel administrateur,
   *[command] intendant establishment reset-password { $number } --create
} en fait un.
doctor-no-webmaster = Aucun webmestre ne peut se connecter : ajoutez-en un { $door ->
    [console] (écran Webmestres).
   *[command] avec intendant webmaster add.
}
doctor-not-owned = { $path } appartient à un autre utilisateur : rendez-le à son propriétaire avec chown.
doctor-not-private = Les droits de { $path } ({ $mode }) ne sont pas ceux d'un fichier privé.
doctor-content-of-another = La base de l'établissement { $number } indique que son contenu était celui de l'établissement { $other }, { $lives ->
    [yes] or les deux sont ici : la même école s'y trouve peut-être en double, avec les mêmes personnes, ou bien un programme qui utilise cette base y inscrit une information fausse. Comparez les deux. S'il s'agit d'une seule école, restaurez le bon contenu, à partir d'un export, à la place de celui de l'établissement { $number }, ou supprimez celui des deux qui n'est pas le bon : son export est conservé.
   *[other] or celui-ci était encore ici quand l'établissement { $number } avait déjà ce contenu, et n'a été supprimé qu'ensuite : soit c'était la même école, présente en double, soit un programme qui utilise cette base y inscrit une information fausse. Avant de rétablir l'établissement { $other }, comparez son export avec la base de l'établissement { $number }.
} S'il s'agit de deux écoles, faites corriger ce programme : ceci est signalé tant que la base l'indique. Rien n'est refusé à l'établissement { $other } pour cette raison.
doctor-number-retired = Le numéro { $number } est utilisé alors qu'il avait été retiré après une suppression.
doctor-orphan-database = Le registre ne connaît pas la base { $path } de « { $denomination } » ({ $location }) : adoptez-la pour retrouver l'établissement, ou mettez-la de côté. D'ici là, les nouveaux numéros sont plus grands.
doctor-orphan-file = Le registre ne connaît pas { $path }, qui ne peut pas être adopté : { $unfit }. Mettez-le de côté. D'ici là, les nouveaux numéros sont plus grands.
doctor-orphan-other = { $path }, que le registre ne connaît pas, se dit la base du numéro { $number }. Si la base de cet établissement manque et que c'est bien elle, cette analyse le dit et la remet en place ; sinon c'en est une autre copie. Si c'est elle qu'il faut (la base actuelle a été recréée vide, par exemple), déplacez l'actuelle hors du dossier et donnez son nom à celle-ci, puis adoptez-la ; ne la mettez de côté qu'une fois sûr qu'elle ne sert plus. D'ici là, les nouveaux numéros sont plus grands.
doctor-outlook-adopt = { $how ->
    [orphan] L'établissement { $number }, { $name }, est de nouveau présent : sa base est le fichier { $path } tel qu'il est maintenant, avec les comptes et les notes qu'il contient. Sa zone et son contact viennent de son dernier export connu ; à défaut, ce sont la zone par défaut et le premier administrateur de la base.
   *[own] L'établissement { $number }, qui est dans le registre, reprend le fichier qui est à sa place tel qu'il est maintenant, avec les comptes et les notes qu'il contient. Les mots de passe qui attendaient dans les courriels n'y sont pas valables et sont retirés.
}
doctor-outlook-elsewhere = La base de l'établissement { $number } n'est pas perdue : elle se trouve sous { $path }. { $door ->
    [console] « Remettre sa propre base en place »
   *[command] doctor --adopt { $number }
} la lui rend ; ce qui suit ne la reprend pas.
doctor-outlook-held = L'école de l'établissement { $number } n'est peut-être pas perdue : { $path }, que le registre ne connaît pas, la contient. { doctor-held-way } comment la retrouver ; ce qui suit ne la reprend pas.
doctor-outlook-of-another = Il se dit celui de l'établissement { $of } : une fois dans orphans, { $door ->
    [console] « Remettre sa propre base en place » le rend à cet établissement, s'il n'a pas d'autre base.
   *[command] doctor --adopt { $of } le rend à cet établissement, s'il n'a pas d'autre base.
}
doctor-outlook-may-be-older = Son dernier export est { $file }, du { $taken } : rien ne dit si le fichier est plus récent ou si c'est une ancienne copie.
doctor-outlook-put-back = L'établissement { $number } retrouve sa propre base, qui se trouve sous { $path } et passe sous { $to } telle qu'elle est maintenant. Ce qui s'y trouve va à sa propre place si elle est libre, sinon dans le dossier orphans.
doctor-outlook-empty = L'établissement { $number } reçoit une base vide, sans aucun compte ni aucune note, et un premier administrateur : son mot de passe provisoire part aussitôt par courriel, si le contact a une adresse.
doctor-outlook-enter = { $count ->
    [one] L'export { $object } entre au catalogue,
   *[other] Les { $count } exports inconnus de { $object } entrent au catalogue, chacun
} sous le numéro d'établissement et à la date écrits dans le fichier. Aucun établissement n'est modifié : le restaurer se demande à part.
doctor-outlook-forget = L'export { $object } quitte le catalogue{ $need ->
    [undo] , et ce qui en a besoin ne peut plus être défait.
    [only] , le seul de son établissement supprimé : celui-ci ne peut plus être restauré depuis ce serveur.
   *[none] .
} Ce qui l'accompagne, comme son empreinte .sha256, va dans le dossier orphans : sans elle, le fichier ne pourrait plus être adopté.
doctor-outlook-no-export = Aucun export de l'établissement { $number } n'est connu.
doctor-outlook-recreate = { $from ->
    [export] L'établissement { $number } retrouve le contenu de son export le plus récent : { $file }, du { $taken }.
   *[none] Aucun export de l'établissement { $number } n'est connu : il reçoit une base vide et un premier administrateur, dont le mot de passe provisoire part aussitôt par courriel, si le contact a une adresse.
}
doctor-outlook-set-aside = { $count ->
    [one] Ce qui se trouve sous « { $object } » ne sert plus : il est déplacé dans le dossier orphans{ $of ->
        [yes] , et reproposé seulement si la base de son établissement manque
       *[no] {""}
    }.
   *[other] Les { $count } exports inconnus de { $object } ne servent plus : ils sont déplacés dans le dossier orphans.
}
doctor-outlook-unusable = { $count ->
    [one] Un export de l'établissement { $number } est là, mais inutilisable tel quel
   *[other] { $count } exports de l'établissement { $number } sont là, mais inutilisables tels quels
} : { $door ->
    [console] « Recréer sa base » dit pourquoi.
   *[command] doctor --recreate { $number } dit pourquoi.
}
doctor-outlook-usable = Un export utilisable est là : { $file }, du { $taken }. La base vide n'en contient rien ; { $way ->
    [recreate] { $door ->
        [console] « Recréer sa base » en reprend le contenu.
       *[command] doctor --recreate { $number } en reprend le contenu.
    }
   *[restore] pour en reprendre le contenu ensuite : { $door ->
        [console] « Restaurer en remplaçant », écran Exports.
       *[command] establishment restore { $file } --replace
    }
}
doctor-recreated-empty = { $why ->
    [asked] L'établissement { $number } a une base vide, comme demandé,
   *[none] Aucun export de l'établissement { $number } n'est connu : il a une base vide
} avec un premier administrateur, { $mail ->
    [yes] dont le mot de passe part au contact par courriel
   *[no] dont le mot de passe est à réinitialiser, car le contact n'a pas d'adresse
}.
doctor-recreated-from-export = L'établissement { $number } a retrouvé le contenu de son export le plus récent : { $file }, du { $taken }.
doctor-registry-damaged = Le registre est abîmé ({ $complaint }) : restaurez-le depuis une sauvegarde.
doctor-registry-unreadable = Une valeur du registre est inconnue de cette version ({ $cause }).
doctor-reserve-missing = La réserve d'espace pour le cas d'un disque plein manque.
doctor-secrets-expired = { $count ->
    [one] Un mot de passe périmé attend encore dans les courriels.
   *[other] { $count } mots de passe périmés attendent encore dans les courriels.
}
doctor-returned = L'établissement { $number } a retrouvé sa propre base, qui se trouvait sous { $from }{ $also ->
    [none] { "" }
   *[other] , et l'établissement { $also } la sienne, qui était à sa place
}.{ $kept ->
    [none] { "" }
   *[other] { " " }Ce qui s'y trouvait est conservé sous { $kept }.
}
doctor-run = { $door ->
    [console] l'analyse (écran Serveur)
   *[command] intendant doctor
}
doctor-adopt-way = { $door ->
    [console] « Remettre sa propre base en place »
   *[command] doctor --adopt { $number }
}
doctor-held-way = { $door ->
    [console] « Recréer sa base »
   *[command] doctor --recreate { $number }
} dit
doctor-way = { $door ->
    [console] { server-choose }
   *[command] doctor --{ $choice }
}
doctor-set-aside = Conservé sous { $path }. Il n'est reproposé que si la base de son établissement manque.
doctor-setting-unreadable = Le réglage « { $field } » de l'hébergeur n'est pas valable : corrigez-le dans les réglages, ou par « intendant host edit ».
doctor-some-left = { $done } { $count ->
    [one] Un fichier reste tel quel : { $named } ({ $why })
   *[other] { $count } fichiers restent tels quels : { $named }{ $more ->
        [0] {""}
       *[other] , …
    } (le premier : { $why })
}
doctor-space-low = Le disque est presque plein : il reste { $free } Mio.
doctor-stray-block = Un blocage vise l'établissement { $number }, qui n'existe pas.
doctor-stuck = L'établissement { $number } est resté { $stage ->
    [creating] en création
   *[deleting] en suppression
} sans que personne n'y travaille.
doctor-unfinished = Un processus arrêté n'a pas terminé son travail sur l'établissement { $number } : { $step ->
    [create] sa création
    [export] l'export avant sa suppression
    [remove] sa suppression
    [adopt] l'adoption de sa base
    [recreate] la recréation de sa base
    [restore] une restauration à sa place
    [names] le changement de ses noms
    [reset] le nouveau mot de passe d'un administrateur
   *[administrator] la création d'un administrateur
}.
doctor-unfit = { $unfit ->
    [no-file] c'est { $detail } et non un fichier
    [alone] sa base n'y est pas, seulement ce qui se trouvait à côté
    [foreign] ce n'est pas la base d'un établissement
    [other-number] c'est la base du numéro { $detail }
    [other-tables] une version plus récente l'a fait, ou ses tables ne sont pas celles de sa version
    [misfit] ce programme n'a pas pu écrire une valeur qu'il contient ({ $detail })
    [log] des modifications d'une base se trouvent à côté ({ $detail }), et rien ne dit de laquelle
    [lives] son école est ici sous le numéro { $detail }
    [number] le numéro { $detail } était ici celui d'une école, et rien ne dit que cette base soit la sienne
   *[damaged] il est abîmé
}
doctor-own-age = { $export ->
    [none] {""}
   *[other] {" "}Ce fichier a été écrit en dernier le { $changed } ; le plus récent export, { $export }, est du { $taken }. Si c'est celui-ci que vous voulez, sortez d'abord le fichier du dossier de données, puis faites recréer la base.
}
doctor-unknown-file = Fichier ou dossier inconnu dans le dossier de données : { $path }. Il n'est touché que pour être mis de côté, si vous le demandez.
doctor-strange-export = { $path } est un export de l'établissement { $number }, du { $taken }, sous un nom qu'aucun export ne porte : il n'est dans aucune liste. { $door ->
    [console] « Restaurer un fichier » (écran Exports)
   *[command] establishment restore { $path }
} le ramène tel quel.
doctor-strange-database = { $path } se dit une base de l'établissement { $number }, sous un nom qui n'est celui d'aucune. Si la base de cet établissement manque, cette analyse le dit et la remet en place ; sinon c'en est une autre copie. Si c'est elle qu'il faut (la base actuelle a été recréée vide, par exemple), déplacez l'actuelle hors du dossier et donnez son nom à celle-ci, puis adoptez-la ; ne la mettez de côté qu'une fois sûr qu'elle ne sert plus.
doctor-clock-behind = L'horloge du serveur indique { $now }, mais { $highest } a déjà été vu ({ $rows } { $rows ->
    [one] ligne date
   *[other] lignes datent
} de plus tard) : ce qui périme attend. Si l'heure est juste maintenant, confirmez-la : ce que l'heure fausse a laissé est repris.
doctor-clock-ahead = L'horloge du serveur a avancé de { $from } à { $to } : rien n'est effacé à cause de son âge avant un jour de marche. Si l'heure est juste, confirmez-la.
audit-action-doctor-accept-registry = registre accepté
audit-action-doctor-adopt = base inconnue adoptée
audit-action-doctor-adopt-export = export inconnu inscrit au catalogue
audit-action-doctor-forget-export = export perdu abandonné
audit-action-doctor-put-back = base remise à sa place
audit-action-doctor-recreate = base recréée
audit-action-doctor-repair = réparation
audit-action-doctor-set-aside = fichier mis de côté
audit-object-finding = constat
error-not-found-finding = Il n'y a rien à décider ainsi pour « { $id } ».

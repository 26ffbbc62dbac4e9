### Fichiers et bases de données. Trié par clé.

standing = { $what ->
    [database] une base que le programme utilise
    [folder] un dossier
    [link] un lien
    [pipe] un tube nommé
    [socket] un socket
   *[device] un périphérique
}
store-busy = Les données sont utilisées par un autre processus : réessayez dans un instant.
store-constraint = { $field ->
    [none] Une valeur
   *[other] { $field }
} – { $constraint ->
    [taken] cette valeur est déjà prise
    [missing] cette valeur ne peut pas manquer
    [reference] ce qu'elle désigne n'existe pas, ou sert encore
   *[value] cette valeur n'est pas acceptée
} ({ $detail }). Rien n'a été modifié.
store-database = La base de données signale une erreur ({ $cause }) : lancez { doctor-run }.
store-file = { $path } : { $cause }.
store-unrestorable = L'export de { $path } ne pourrait pas être restauré : { $fault }. Rien n'a été supprimé. Faites d'abord réparer la base, ou supprimez sans export.
store-missing = La base de l'établissement manque : { $path } n'existe pas. Lancez { doctor-run }.
store-foreign = { $path } n'est pas la base attendue à cet endroit : lancez { doctor-run }.
store-full = Le disque ou le quota est plein : rien ne reste à moitié fait, ce qui était commencé est terminé ou défait par la commande suivante. Libérez de la place, puis réessayez.
store-newer = { $path } vient d'une version plus récente (schéma { $found }, celle-ci connaît { $known }) : mettez intendant à jour.
store-not-owned = { $path } appartient à { $owner } : lancez intendant sous ce compte (sudo -u { $owner } …), ou donnez-le avec chown au compte qui lance intendant.
store-not-private = D'autres que son propriétaire peuvent lire ou écrire { $path } : retirez-leur ces droits avec chmod go= dessus.
store-not-a-file = { $path } est { $standing } et non un fichier : il n'a été ni ouvert ni suivi. Déplacez-le, puis réessayez.
store-shared = { $path } a encore un autre nom sur ce disque (un lien physique, d'une sauvegarde peut-être) : rien n'a été déplacé. Arrêtez tout programme qui l'a ouvert, copiez-le, et donnez à la copie le nom de l'original ; puis recommencez.
store-in-use = { $path } est utilisé par le processus { $process } : rien n'a été déplacé. Arrêtez-le, puis recommencez.
store-occupied = { $path } occupe déjà la place : rien n'a été écrit par-dessus. Lancez { doctor-run }.
store-panic = Le programme a rencontré une erreur interne à cet endroit : elle n'a rien modifié.
store-random = Le système ne fournit pas de nombres aléatoires ({ $cause }) : rien n'a été modifié.
store-read-only = Le disque est en lecture seule : rien ne reste à moitié fait, ce qui était commencé est terminé ou défait par la commande suivante. Rendez-le de nouveau modifiable, puis réessayez.
store-read-only-at = Le disque de { $path } est en lecture seule : rien ne reste à moitié fait, ce qui était commencé est terminé ou défait par la commande suivante. Rendez-le de nouveau modifiable, puis réessayez.
store-taken = { $path } : { $what ->
    [file] un fichier de ce nom existe déjà
    [folder] c'est un dossier
    [link] un lien de ce nom existe déjà
    [pipe] c'est un tube
    [device] c'est un périphérique
    [socket] c'est un socket
    [inside] c'est dans le dossier des données, où seul le dossier exchange reçoit des fichiers
   *[other] { $what }
}. Rien n'a été modifié : nommez un fichier qui n'existe pas encore.
store-unreadable = La valeur enregistrée « { $value } » de { $what } est inconnue de cette version : lancez { doctor-run }.

### Analyse et réparation. Trié par clé.

doctor-audit-broken = Le journal a été modifié ou amputé à l'entrée { $id } : comparez-le avec la copie du journal du système.
doctor-database-damaged = La base de l'établissement { $number } est illisible ({ $cause }) : restaurez-la depuis un export.
doctor-database-foreign = Le fichier à la place de la base de l'établissement { $number } n'est pas la sienne : restaurez-la depuis un export.
doctor-database-missing = La base de l'établissement { $number } manque : restaurez-la depuis un export, ou supprimez l'établissement sans export.
doctor-database-newer = La base de l'établissement { $number } vient d'une version plus récente (schéma { $found }, celle-ci connaît { $known }) : mettez intendant à jour.
doctor-database-older = La base de l'établissement { $number } est d'une version antérieure (schéma { $found } au lieu de { $known }).
doctor-left-over = Reste d'un travail interrompu : { $path }.
doctor-mails-stuck = { $count ->
    [one] Un courriel est resté en cours d'envoi après l'arrêt de son expéditeur.
   *[other] { $count } courriels sont restés en cours d'envoi après l'arrêt de leur expéditeur.
}
doctor-names-differ = La base de l'établissement { $number } n'a pas les mêmes noms que le registre.
doctor-no-webmaster = Aucun webmestre ne peut se connecter : ajoutez-en un avec intendant webmaster add.
doctor-not-owned = { $path } appartient à un autre utilisateur : rendez-le à son propriétaire avec chown.
doctor-not-private = Les droits de { $path } ({ $mode }) ne sont pas ceux d'un fichier privé.
doctor-number-retired = Le numéro { $number } est utilisé alors qu'il avait été retiré après une suppression.
doctor-orphan-database = Aucun établissement ne correspond à la base { $path } : elle sera mise de côté dans le dossier orphans.
doctor-registry-damaged = Le registre est abîmé ({ $complaint }) : restaurez-le depuis une sauvegarde.
doctor-registry-unreadable = Une valeur du registre est inconnue de cette version ({ $cause }).
doctor-reserve-missing = La réserve d'espace pour le cas d'un disque plein manque.
doctor-secrets-expired = { $count ->
    [one] Un mot de passe périmé attend encore dans les courriels.
   *[other] { $count } mots de passe périmés attendent encore dans les courriels.
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
    [names] le changement de ses noms
    [reset] le nouveau mot de passe d'un administrateur
   *[administrator] la création d'un administrateur
}.
doctor-unknown-file = Fichier inconnu parmi les bases : { $path }. Il n'est pas touché.

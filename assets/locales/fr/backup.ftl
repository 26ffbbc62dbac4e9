### Sauvegardes d'un établissement, par ses propres personnes. Trié par clé.

action-backup-add = Sauvegarder maintenant
action-backup-restore = Restaurer
action-backup-undo = Défaire la dernière restauration
action-backup-verify = Vérifier
action-backups = Sauvegardes

backup-added = Sauvegarde faite et relue : { $file }
backup-column-accounts = Comptes
backup-column-changed = Dernière modification
backup-column-until = Gardée jusqu'au
backup-hint-confirmation = Le nom ou le numéro de l'établissement.
backup-one = Sauvegarde { $name }
backup-read = { $whole ->
    [0] Aucune sauvegarde intacte
    [one] { $whole } sauvegarde vérifiée : intacte
   *[other] { $whole } sauvegardes vérifiées : intactes
}{ $bad ->
    [0] {"."}
    [one] {" "}; { $bad } absente ou abîmée.
   *[other] {" "}; { $bad } absentes ou abîmées.
}
backup-restore-accounts = Comptes : { $now } maintenant, { $then } après.
backup-restore-button = Restaurer
backup-restore-confirm = Une sauvegarde de l'état actuel est faite avant, pour pouvoir revenir. Chacun devra se reconnecter, vous aussi, avec le mot de passe d'alors. Pour confirmer, saisissez le nom de l'établissement : { $name }
backup-restore-locked-out = Attention : cette sauvegarde n'a pas de compte actif à votre nom ; vous ne pourrez plus vous connecter.
backup-restore-lost = Tout ce qui a été fait après le { $then } est remplacé ; la dernière modification est du { $now }.
backup-restore-title = Restaurer la sauvegarde du { $when }
backup-restore-unknown = Comptes : { $now } maintenant ; ceux de la sauvegarde, compressée ou chiffrée, ne sont pas connus d'avance.
backup-restored = Restauré. L'état précédent est gardé dans { $before }. Chacun doit se reconnecter.
backup-sentence = { $taken_at }, { $why }, comptes : { $accounts }, { $bytes }, { $presence }, fichier { $file }
backup-undo-button = Défaire
backup-undo-title = Remettre l'état d'avant la dernière restauration
backup-undone = L'état d'avant la restauration est remis. Celui qu'il remplace est gardé dans { $before }. Chacun doit se reconnecter.
backup-unknown = inconnue

backups-count = { $backups } { $backups ->
    [one] sauvegarde
   *[other] sauvegardes
}
backups-none = Aucune sauvegarde : { $add } en fait une.

cli-backup = Sauvegardes d'un établissement
cli-backup-add = Sauvegarder l'établissement maintenant
cli-backup-list = Lister les sauvegardes de l'établissement, les plus récentes en premier
cli-backup-restore = Restaurer une sauvegarde ; l'état actuel est sauvegardé avant
cli-backup-undo = Remettre l'état d'avant la dernière restauration
cli-backup-verify = Relire des sauvegardes et juger si elles peuvent être restaurées

error-not-found-backup = La sauvegarde « { $id } » n'existe pas.

plain-help-backups = Les sauvegardes de cet établissement, et de lui seul. Restaurer remplace toutes ses données par celles de la sauvegarde, après avoir sauvegardé l'état actuel ; défaire le remet.

screen-backups = Sauvegardes

session-restored = Une sauvegarde de votre établissement a été restaurée : connectez-vous à nouveau, avec le mot de passe que vous aviez alors.

why-nothing-restored = Rien n'a été restauré ici.

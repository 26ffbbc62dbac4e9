### Si le registre est bien celui qui a servi en dernier. Trié par clé.

accept-needless = Il n'y a rien à accepter : ce registre est celui qui a servi en dernier.
action-server-accept = Accepter le registre
app-held = REGISTRE RETENU
app-held-said = Le registre est retenu, rien ne peut être modifié : { $key } dit pourquoi.
server-held = { $key } l'accepte, une fois dit ce qui part et ce qui reprend alors.
audit-doubt = { $doubt ->
    [copied] une copie
    [head-lost] la dernière entrée du journal n'était pas notée à côté
    [mark-lost] sa marque était illisible
    [older] plus ancien que celui qui a servi en dernier
    [other-history] une autre histoire
    [other-home] celui d'un autre dossier de données
    [other-machine] utilisé en dernier sur une autre machine
   *[other] { $doubt }
}
cli-accept-question = Saisissez « { $name } » pour accepter ce registre :
cli-arg-accept-registry = Accepter un registre retenu, après une sauvegarde remise en place ou une copie
cli-arg-audit-since = Exiger aussi l'entrée affichée auparavant par audit head, sous la forme NUMÉRO:EMPREINTE
cli-audit-head = Afficher la dernière entrée du journal (NUMÉRO:EMPREINTE), à conserver ailleurs
cli-usage-noted = « { $text } » n'est pas le numéro et l'empreinte d'une entrée : écrivez NUMÉRO:EMPREINTE comme l'affiche « audit head ».
cli-value-noted = NUMÉRO:EMPREINTE
doubt-copied = Ce dossier de données est une copie ou provient d'une copie. { doubt-held }
doubt-head-lost = Personne ne peut dire si ce registre est le plus récent : run/head manque ou est abîmé. { doubt-held }
doubt-held = Courriels, traitements et modifications sont retenus tant que personne ne l'accepte { $door ->
    [console] (écran Serveur).
   *[command] : intendant doctor --accept-registry.
}
doubt-mark-lost = Personne ne peut dire si ce registre appartient à ce dossier : le fichier identity est abîmé. { doubt-held }
doubt-older = Ce registre est plus ancien que celui qui a servi jusqu'au { $until } : { $missing ->
    [0] il manque des changements que le journal ne cite pas, tels que des courriels partis.
    [one] { $missing } entrée du journal manque.
   *[other] { $missing } entrées du journal manquent.
}{ $since ->
    [0] {""}
    [one] {" "}Une entrée s'y est ajoutée depuis son retour.
   *[other] {" "}{ $since } entrées s'y sont ajoutées depuis son retour.
} { doubt-held }
doubt-other-history = Ce registre a une autre histoire que celui qui a servi en dernier : l'entrée { $id } du journal diffère. { doubt-held }
doubt-other-home = Ce registre appartient à un autre dossier de données, ou a été apporté d'ailleurs dans celui-ci. { doubt-held }
doubt-other-machine = Ce dossier de données a servi en dernier sur une autre machine, où il sert peut-être encore. { doubt-held }
plain-accept = Accepter ce registre ?
plain-help-accept = Un registre remis en place depuis une sauvegarde, ou copié, n'est accepté que par une personne : les courriels et les traitements qui y attendent reprennent alors.
registry-accepted = Accepté : ce registre fait foi à partir de maintenant. Ensuite : { $door ->
    [console] l'analyse nomme les fichiers sans établissement, les écrans Courriels et Traitements ce qui attend.
   *[command] « intendant doctor » nomme les fichiers sans établissement, « intendant mail list » et « intendant job list » ce qui attend.
}
registry-waiting = Une fois accepté, ce registre fait foi.{ $waiting ->
    [0] {" "}Rien n'y attend : aucun courriel ne part, aucun traitement ne reprend.
   *[other] {""}
}{ $mails ->
    [0] {""}
    [one] {" "}Un courriel part ; il est peut-être déjà parti de l'autre registre.
   *[other] {" "}{ $mails } courriels partent ; certains sont peut-être déjà partis de l'autre registre.
}{ $inside ->
    [0] {""}
    [one] {" "}Un courriel attend dans la base d'un établissement : il est peut-être déjà parti, et ne partira que si vous le renvoyez.
   *[other] {" "}{ $inside } courriels attendent dans des bases d'établissements : ils sont peut-être déjà partis, et ne partiront que si vous les renvoyez.
}{ $jobs ->
    [0] {""}
    [one] {" "}Un traitement peut être repris.
   *[other] {" "}{ $jobs } traitements peuvent être repris.
}{ $unfinished ->
    [0] {""}
    [one] {" "}Un travail interrompu cesse sans qu'aucun fichier soit touché : l'analyse nomme ce qui reste.
   *[other] {" "}{ $unfinished } travaux interrompus cessent sans qu'aucun fichier soit touché : l'analyse nomme ce qui reste.
}
store-replaced = Le registre { $path } a été remplacé, supprimé ou porté à une autre version pendant que le programme tournait : quittez et recommencez. Rien n'a été fait.

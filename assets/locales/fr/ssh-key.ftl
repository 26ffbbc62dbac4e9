### Clés SSH, telles que la configuration les nomme. Trié par clé.

cli-arg-ssh-key = Le nom de la clé, ou son empreinte
cli-ssh-key = Clés SSH de la configuration
cli-ssh-key-list = Lister les clés, et au nom de qui chacune lance des commandes

error-not-found-ssh-key = La clé SSH « { $id } » n'existe pas.

field-label-ssh-key = Clé SSH

plain-help-ssh-keys = Les clés SSH et le webmestre au nom duquel chacune lance des commandes. On les change dans la configuration, [ssh.keys].

screen-ssh-keys = Clés SSH

ssh-key-column-key = Clé
ssh-key-holder-unknown = inconnu
ssh-key-one = Clé SSH · { $name }
ssh-key-sentence = { $key } : { $login } ({ $state })
ssh-keys-count = { $keys } { $keys ->
    [one] clé
   *[other] clés
}
ssh-keys-none = Aucune clé : la configuration les nomme dans [ssh.keys].

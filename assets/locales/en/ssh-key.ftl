### SSH keys, as the configuration names them. Sorted by key.

cli-arg-ssh-key = The key's name, or its fingerprint
cli-ssh-key = SSH keys of the configuration
cli-ssh-key-list = List the keys, and in whose name each runs commands

error-not-found-ssh-key = There is no SSH key “{ $id }”.

field-label-ssh-key = SSH key

plain-help-ssh-keys = The SSH keys and the webmaster in whose name each runs commands. They are changed in the configuration, [ssh.keys].

screen-ssh-keys = SSH keys

ssh-key-column-key = Key
ssh-key-holder-unknown = unknown
ssh-key-one = SSH key of { $name }
ssh-key-sentence = { $key }: { $login } ({ $state })
ssh-keys-count = { $keys } { $keys ->
    [one] key
   *[other] keys
}
ssh-keys-none = No key: the configuration names them in [ssh.keys].

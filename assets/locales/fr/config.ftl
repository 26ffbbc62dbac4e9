### Fichier de configuration. Trié par clé.

config-choice = { $file }, ligne { $line }, { $key } : choisissez parmi { $choices }.
config-login = { $file }, ligne { $line }, { $key } : indiquez le login d'un webmestre.
config-missing = Le fichier de configuration { $file } n'existe pas : corrigez son chemin.
config-no-home = Ni dossier personnel ni dossier de données connu : indiquez --data-dir ou INTENDANT_DATA_DIR.
config-not-a-file = Le fichier de configuration { $file } est { $standing } et non un fichier : indiquez-en un autre.
config-not-utf8 = Le fichier de configuration { $file } n'est pas du texte UTF-8 : enregistrez-le en UTF-8.
config-not-owned = Le fichier de configuration { $file } appartient à l'utilisateur { $owner } : donnez-le avec chown à vous-même ou à root.
config-others-write = D'autres que vous peuvent écrire dans le fichier de configuration { $file } : faites chmod go-w dessus.
config-range = { $file }, ligne { $line }, { $key } : indiquez un nombre entier de { $min } à { $max }.
config-relative-path = { $file }, ligne { $line }, { $key } : indiquez le chemin complet, qui commence par /.
config-syntax = { $file }, ligne { $line } : illisible ({ $cause }).
config-time-zone = { $file }, ligne { $line }, { $key } : donnez un fuseau horaire de la machine, par exemple Europe/Paris, ou auto pour le sien.
config-too-large = Le fichier de configuration { $file } est trop gros : { $max } Kio au plus.
config-too-many-keys = { $file }, ligne { $line }, { $key } : indiquez au plus { $max } touches pour une action.
config-unknown-key = { $file }, ligne { $line } : il n'y a pas de réglage { $key } ici ; config.example.toml les donne tous.
config-unreadable = Le fichier de configuration { $file } ne peut pas être lu : { $cause }.
config-value = { $file }, ligne { $line }, { $key } : cette valeur n'est pas acceptée ({ $cause }).

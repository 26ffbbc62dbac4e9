### The configuration file. Sorted by key.

config-choice = { $file }, line { $line }, { $key }: choose one of { $choices }.
config-login = { $file }, line { $line }, { $key }: give the login of a webmaster.
config-missing = The configuration file { $file } does not exist: correct its path.
config-no-home = Neither a home directory nor a data directory is known: give --data-dir or INTENDANT_DATA_DIR.
config-not-a-file = The configuration file { $file } is { $standing }, not a file: name another one.
config-not-utf8 = The configuration file { $file } is not UTF-8 text: save it as UTF-8.
config-not-owned = The configuration file { $file } belongs to user { $owner }: give it with chown to yourself or to root.
config-others-write = Others than you may write the configuration file { $file }: run chmod go-w on it.
config-range = { $file }, line { $line }, { $key }: give a whole number from { $min } to { $max }.
config-relative-path = { $file }, line { $line }, { $key }: give the whole path, beginning with /.
config-syntax = { $file }, line { $line }: this cannot be read ({ $cause }).
config-time-zone = { $file }, line { $line }, { $key }: give a time zone of the machine, such as Europe/Paris, or auto for its own.
config-too-large = The configuration file { $file } is too large: at most { $max } KiB.
config-too-many-keys = { $file }, line { $line }, { $key }: give at most { $max } keys for one action.
config-unknown-key = { $file }, line { $line }: there is no setting { $key } here; config.example.toml lists them all.
config-unreadable = The configuration file { $file } cannot be read: { $cause }.
config-value = { $file }, line { $line }, { $key }: this value is not accepted ({ $cause }).

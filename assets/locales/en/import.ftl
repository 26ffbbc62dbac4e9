### Import of establishments from files. Sorted by key.

cli-arg-import-credentials = mail, send each account that is created and has an address a first password; none, give none: "user reset-password" gives them later
cli-arg-import-mode = Which lines are done: both, new rows and others; create, new ones; update, those that are there
cli-arg-import-rows = valid, each line that can be; all, every line or none

field-label-credentials = Passwords
field-label-mode = Lines
field-label-pasted = Table
field-label-rows = Do

import-cancelled = Import stopped: nothing was written.
import-credentials-mail = by mail to the accounts that are made
import-credentials-none = none, then { $door ->
    [console] “New password”
   *[command] “user reset-password”
}
import-differs = Establishment { $number } has { $stored ->
    [no-value] nothing here
   *[other] “{ $stored }”
}: only an update changes that{ $door ->
    [console] {""}
   *[command] {" "}(--update)
}.

import-file-broken-utf8 = Line { $line }: this is not proper UTF-8, while the rest of the file is. Save it again as UTF-8.
import-file-changed = The file has changed since it was examined: examine it again.
import-file-column-misnamed = Line 1: the column “{ $column }” is not read, and { $meant } is missing. Is it that one? Name it so, or take it out of the list.
import-file-column-twice = Line 1: the column “{ $name }” is there twice, as column { $first } and as column { $second }. Keep the one that is to be read; rename or remove the other.
import-file-empty = This file is empty.
import-file-no-rows = This file has nothing but the line of its columns: there is no row to read.
import-file-not-a-file = This is not a file that can be read: name a CSV file.
import-file-missing-columns = Line 1: this list lacks the { $count ->
    [one] column
   *[other] columns
} { $missing }.
import-file-not-a-table = This file is not a table: its first line must give the columns, separated by semicolons, commas or tabs.
import-file-not-separated = The first line does not hold the separator that was asked for: choose another one, or leave it to be recognised.
import-file-nul = Line { $line }: the file holds a NUL byte, it is not a CSV file.
import-file-row-too-long = Line { $line }: this row is longer than { $max } KiB.
import-file-stray-quote = Line { $line }: a closing quote must be followed by a separator. Double the quotes inside cells.
import-file-too-large = This file is larger than { $max } MiB (at line { $line }), the limit that the setting limits.import_max_mib gives: split it.
import-file-too-many-rows = This file has more than { $max } rows (at line { $line }): split it.
import-file-unclosed-quote = Line { $line }: a quote is opened and never closed.
import-file-unknown-header = Line 1: these columns are not recognised; say what each of them holds. Columns read: { $header }
import-file-unknown-separator = Line 1: the separator { $sign } is not one that is read: save with semicolons, commas or tabs.
import-file-utf16 = Line 1: this file is in UTF-16 without a byte order mark. Save it as UTF-8.
import-file-workbook = This is a workbook or an archive, whatever its name says: open it in a spreadsheet and save it as XLSX or as CSV UTF-8.

# The formats are those of `import::Format::word`.
import-format = { $format ->
    [directory] the ministry's directory
    [eight-columns] bulk creation
    [extract] extract of the directory
   *[other] { $format }
}

import-hint-credentials = Otherwise tick the accounts later and give them a password
import-hint-pasted = Paste header and lines of a spreadsheet, then Tab; Ctrl-U empties it
import-io = { $path }: { $cause }

import-mapping-columns = This mapping is made for { $mapped ->
    [one] { $mapped } column
   *[other] { $mapped } columns
}; the file has { $found }.
import-mapping-no-denomination = Choose the column of the name.
import-mapping-no-location = Choose the column of the location, or that of the town.
import-mapping-no-zone = Choose the column of the zone, or an existing zone for every row.
import-mapping-twice = Column { $column } holds the same thing as another one ({ $target }).
import-mode-both = new and existing
import-mode-create = new ones only
import-mode-update = existing ones only
import-namesakes = Several establishments ({ $count }) have this name at this place, and none is as this row has it: which one is meant? Give its number (Id_Import).
import-not-updated = { $why ->
    [conflict] Somebody has changed establishment { $number } since the examination: it stays as it is. Examine the file again.
   *[other] Establishment { $number } could not be brought up to date ({ $why }): it stays as it was.
}
import-note-addresses = { $value } ({ $rows } { $rows ->
    [one] row
   *[other] rows
}): accents in the domain of an address are written as mail servers know them.
import-note-elsewhere = { $rows } { $rows ->
    [one] row goes
   *[other] rows go
} to the zone { $zone }, but the UAI is of the académie { $academie } (first on line { $line }). Zone numbers of another host mean other zones: check the zone's column.
import-note-foreign-postcodes = { $rows } { $rows ->
    [one] row has
   *[other] rows have
} a postcode that no school in France has ({ $value } first): that is right in another country, otherwise there are too few digits or too many.
import-note-letters = { $rows } { $rows ->
    [one] row has words
   *[other] rows have words
} that look wrong: { $value }. { $likely ->
    [none] No known encoding makes French words of them: save the file again as CSV UTF-8 in the program that it comes from.
    [utf-8] The file was perhaps converted twice: save it again as UTF-8.
   *[other] Read it as { $likely } ({ $door ->
        [console] encoding
       *[command] --encoding { $likely }
    }).
}
import-note-misnamed = The column “{ $column }” is not read, and nothing else gives { $meant }. Is it that one? Name it so, or say what it holds ({ $door ->
    [console] columns
   *[command] --mapping
}).
import-note-namesakes = { $among ->
    [hosted] { $rows ->
        [one] { $rows } row has the name and the place of a school that is here with another UAI (line → establishment: { $value }). It becomes another school.
       *[other] { $rows } rows have the name and the place of a school that is here with another UAI (line → establishment: { $value }). They become other schools.
    } If it is the same one and its UAI was corrected, give the row its number (Id_Import), or change the UAI of the establishment first.
   *[file] { $rows ->
        [one] { $rows } row has the name and the place of an earlier one with another UAI (line → line: { $value }). It becomes a school of its own.
       *[other] { $rows } rows have the name and the place of an earlier one with another UAI (line → line: { $value }). They become schools of their own.
    }
}
import-note-near-zone = “{ $name }” will be created, and “{ $there }” is there: is it that one? Correct the list, or the zone is created.
import-note-new-zone = { $value } (created first): { $rows } { $rows ->
    [one] row
   *[other] rows
}
import-note-no-postcode = { $rows } { $rows ->
    [one] row has
   *[other] rows have
} a location without a postcode ({ $value } first, on line { $line }): that is right in a country that has none, otherwise it is missing.
import-note-postcodes = { $value } ({ $rows } { $rows ->
    [one] row
   *[other] rows
}): postcodes get back the zero that a spreadsheet took.
import-note-short = { $rows } { $rows ->
    [one] row ends
   *[other] rows end
} before the last column (line { $line }: { $cells }/{ $columns }): what is lacking counts as empty. That is right where a spreadsheet left out empty cells; otherwise the file was cut off.
import-note-unread = { $value }{ $more ->
    [0] {""}
    [one] {" "}and { $more } other
   *[other] {" "}and { $more } others
}. They stay in the file: nothing of them is imported.
import-note-zone = { $value }: { $rows } { $rows ->
    [one] row
   *[other] rows
}
# The notes are those of `import::Note::word`.
import-note-title = { $note ->
    [addresses] Address
    [elsewhere] Zone and UAI
    [foreign-postcodes] Postcode
    [letters] Letters
    [misnamed] Column not read
    [namesakes] Same name
    [near-zone] New zone
    [no-postcode] Postcode
    [postcodes] Postcode
    [short] Short rows
    [unread] Columns not read
    [zone] Zone
   *[other] { $note }
}

import-number-double = This number is already asked for on line { $first }.
import-number-far = This number is far above those that are used (up to { $max } without being asked for): one digit too many? Accept numbers that jump if it is meant.
import-number-here = Number { $number } is that of { $denomination }, and neither the UAI nor name and place of this row say that it is meant. If it is, change the establishment itself first{ $door ->
    [console] {""}
   *[command] {" "}(establishment edit { $number })
}; if this is another school, take the number away.
import-number-other = Number { $number } is another establishment's: by its UAI, or by its name and place, this row is establishment { $holder }. Correct one or the other.
import-row-double = Same location and same name as on line { $first }.

import-rows-all = all or none
import-rows-valid = those that can be
import-school-double = This row and that on line { $first } are both establishment { $number }: keep one of them.

import-stage-examine = Examining the file
import-stage-import = Creating the establishments

# The targets are those of `import::Target::word`.
import-target = { $target ->
    [contact-email] Contact e-mail
    [contact-first-name] Contact first name
    [contact-last-name] Contact last name
    [denomination] Name
    [location] Location (postcode and town)
    [number] Number
    [postcode] Postcode
    [town] Town
    [uai] UAI
    [zone-name] Zone's name (académie)
    [zone-number] Zone's number
   *[other] { $target }
}

import-too-many-zones = The file names more than { $max } zones that do not exist: check the zone's column.
import-uai-double = This UAI is already on line { $first }.
import-uai-known = Establishment { $holder }, { $denomination }, already has this UAI, at another place and under another name. If it is a second site, let UAIs be shared{ $door ->
    [console] {""}
   *[command] {" "}(--accept-shared-uai)
}.
import-uai-sites = Several sites ({ $count }) have this UAI, and none of them is at this place under this name: which one is meant? Correct the row, or the establishment itself.
import-updates = Establishment { $number } had { $stored ->
    [no-value] nothing here
   *[other] “{ $stored }”
}: the update gives it this value.
import-zone-is-number = This is a number where the name of a zone is expected, and no zone is called so. { $door ->
    [console] Say that the column is the number of the zone (columns), or write the zone's name.
   *[command] Say that the column is the number of the zone (--mapping), write the zone's name, or have zones created under such names too: --zones create.
}
audit-action-import-save-mapping = columns of an import saved
plain-help-pasted = Paste the header and the lines of a CSV file, or copied from a spreadsheet; a single dot ends them.
plain-pasted-how = Table: paste the header, then the lines; a single dot ends them.

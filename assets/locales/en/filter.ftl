filter-backwards = “{ $value }” ends before it begins: put the smaller value first.
filter-bare-age = “{ $value }” is an age: write >{ $value } for longer ago, <{ $value } for within it.
filter-dash-inside = A dash before a value leaves nothing out: write { $suggestion } to leave out, or put the value in straight quotation marks, "like this".
filter-leaves-nothing-out = “{ $term }” leaves nothing out.
filter-near-word = Nothing contains “{ $word }”: did you mean { $meant }?
filter-never-empty = “{ $name }” is never empty.
filter-no-column = There is no column before the colon{ $suggestion ->
    [none] .
   *[other] : did you mean { $suggestion }?
}
    .hint = Columns: { $columns }. In straight quotation marks, "like this", it is text.
filter-no-value = A value is missing in “{ $term }”: add the text to look for.
filter-not-a-department = “{ $value }” is not a department: write its code, 29, 2A or 974.
filter-not-a-number = “{ $value }” is not a number: write 12, 100..200, >1000 or <=50.
filter-not-a-size = "{ $value }" is not a size: write >30KiB, 1MiB..2MiB, or a number of bytes.
filter-not-a-time = “{ $value }” is not a date: write 2026, 2026-09, 2026-09-01, >2026-09, 2026-01..2026-06, or an age, >6m or <30d.
filter-not-among = { $count ->
    [one] Establishment { $named } is not among these: it is not left out.
   *[other] Establishments { $named }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } { $more ->
            [one] other
           *[other] others
        }
    } are not among these: they are not left out.
}
filter-not-counted = { $count ->
    [one] { $count } was never counted
   *[other] { $count } were never counted
} (of { $total }): compute the statistics.
filter-not-months = “{ $value }” is not a number of months from 1 to { $max }.
filter-nothing-beside = Something is missing on one side of the bar |: a|b finds a or b.
filter-too-long = This filter is too long: at most { $max } characters.
filter-unclosed-quote = A quotation mark is missing: close the phrase with ".
filter-unknown-account = There is no state “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = States: active, disabled.
filter-unknown-column = There is no column “{ $name }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Columns: { $columns }. In straight quotation marks, "like this", it is text.
filter-unknown-mail = There is no state “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = States: deferred, sent, refused, uncertain, withdrawn, queued, sending.
filter-unknown-mode = There is no sign-in mode “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Modes: password, cas, saml, oidc.
filter-unknown-name = No { $column } is called “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
} There is: { $known }
filter-unknown-presence = There is no state “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = States: there, verified, missing, damaged.
filter-unknown-holder = There is no state “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = States: active, disabled, unknown.
filter-unknown-severity = There is no severity “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Severities: error, warning, note.
filter-unknown-standing = There is no state “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = States: planned, running, silent, interrupted, paused, undone, cancelled, done.
filter-unknown-state = There is no state “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = States: open, blocked, creating, deleting.
filter-unknown-truth = “{ $value }” is neither yes nor no{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
filter-unknown-why = There is no reason “{ $value }”{ $suggestion ->
    [none] .
   *[other]{""}: did you mean { $suggestion }?
}
    .hint = Reasons: asked, deletion, restore.

cli-filter-columns = Columns: { $columns }
cli-filter-figures = By figures: { $columns }
    {"    "}size:>30KiB: a size, in B, KiB, MiB or GiB; without a unit, in bytes
cli-filter-help = Filters:
    {"  "}brest -lycée               all the words; not the one behind the dash
    {"  "}brest|quimper              either of them
    {"  "}"jean moulin"              a phrase
    {"  "}zone:rennes,"val de loire" either value
    {"  "}-zone:rennes,nantes        neither value
    {"  "}mail:-                     without a value
    {"  "}number:100..200            numbers; also >1000, <=50
    {"  "}registered:2026-01..2026-06 between; also 2026, 2026-09, >=2026-09
    {"  "}seen:>6m                   last sign-in longer ago; <30d within
    {"  "}seen:-                     never signed in, as statistics know it
    {"  "}The dash belongs to what is behind it alone; the bar binds tighter than the space.
    {"  "}Words are looked for in every column; a state, a day or a month by the whole of it.
    {"  "}Columns: { $columns }

help-filter-age = more than 6 months ago, within 30 days, never
help-filter-age-sign = :>6m :<30d :-
help-filter-and = both words, anywhere
help-filter-and-sign = a b
help-filter-column = either value in a column
help-filter-column-sign = column:a,b
help-filter-date = year, month, day; since, between
help-filter-date-sign = :2026 :>=2026-09 :2026..2027
help-filter-empty = without a value, with one
help-filter-empty-sign = column:- -column:-
help-filter-not = without the word, with neither value
help-filter-not-sign = -a -column:a,b
help-filter-number = numbers
help-filter-number-sign = :12 :100..200 :>1000
help-filter-or = either word
help-filter-or-sign = a|b
help-filter-phrase = a phrase
help-filter-phrase-sign = "jean moulin"
help-filter-example = { $column ->
    [action] export
    [body] hello
    [client] 192.0.2
    [code] rt
    [contact] dupont
    [email] ecoles
    [file] job12
    [first_name] anne
    [key] laptop
    [language] French
    [last_name] martin
    [location] brest
    [login] alice
    [mail] ac-rennes
    [name] lycée
    [os_user] ops
    [ssh_client] 192.0.2
    [ssh_key] laptop
    [state] active
    [subject] dates
    [uai] 029
    [what] brest
    [who] alice
   *[other] { $column }
}
help-filter-kind = { $kind ->
    [department] a department
    [months] a number of months
    [named] a name or a number
    [number] a number
    [size] a size; without a unit, in bytes
    [text] text
    [time] a date or an age
   *[other] { $choices }
}{ $empty ->
    [yes] ; { $name }:- without one
   *[other] {""}
}
help-filter-size = >30KiB

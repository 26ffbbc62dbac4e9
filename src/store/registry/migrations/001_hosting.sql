-- The registry: who is hosted, who hosts, what was said and done.
create table host_setting (
    name text primary key,
    value text not null,
    rev integer not null check (rev >= 1)
) strict;

create table zone (
    number integer primary key check (number >= 1),
    name text not null check (length(name) between 1 and 80),
    name_key text not null unique,
    position integer not null check (position >= 1),
    language text not null check (language in ('fr', 'en')),
    rev integer not null check (rev >= 1)
) strict;

create table establishment (
    number integer primary key check (number between 1 and 9999999),
    zone_number integer not null references zone (number),
    location text not null check (length(location) between 1 and 100),
    denomination text not null check (length(denomination) between 1 and 160),
    uai text not null check (length(uai) in (0, 8)),
    -- Three real UAI cover two sites; the second one is let in by the operator only.
    uai_site integer not null check (uai_site >= 1),
    contact_last_name text not null,
    contact_first_name text not null,
    contact_email text not null,
    registered_on text not null check (length(registered_on) = 10),
    department text not null,
    -- Folded fields, one a line: what filters and orders run on.
    search text not null,
    stage text not null check (stage in ('creating', 'active', 'deleting')),
    credential text not null,
    rev integer not null check (rev >= 1)
) strict;
create index establishment_zone on establishment (zone_number);
create index establishment_stage on establishment (stage) where stage <> 'active';
create unique index establishment_uai on establishment (uai, uai_site) where uai <> '';

-- Work across the registry and an establishment's own database: one at a time for each establishment. The owner is the
-- token of the process that does it; the step says, as JSON, how to finish or to undo it if that process dies.
create table unfinished (
    establishment_number integer primary key references establishment (number),
    owner text not null,
    step text not null
) strict;

-- Numbers that were given once and are never given again.
create table retired_number (
    number integer primary key,
    retired_at integer not null
) strict;

create table block (
    -- 0: every establishment.
    establishment_number integer not null,
    blocker text not null check (blocker in ('webmaster', 'administrator', 'program')),
    reason text not null check (length(reason) between 1 and 300),
    author text not null,
    since integer not null,
    until integer,
    primary key (establishment_number, blocker)
) strict, without rowid;

create table webmaster (
    id integer primary key,
    login text not null unique,
    last_name text not null,
    first_name text not null,
    email text not null,
    active integer not null check (active in (0, 1)),
    password text not null,
    last_sign_in_at integer,
    rev integer not null check (rev >= 1)
) strict;

-- By folded login, known or not, so that both behave alike.
create table lockout (
    login text primary key,
    failures integer not null,
    tries integer not null,
    day_start integer not null,
    locked_until integer not null
) strict;

create table session (
    id integer primary key,
    webmaster_id integer not null references webmaster (id),
    os_user text not null,
    ssh_client text not null,
    ssh_key text not null,
    started_at integer not null,
    last_seen_at integer not null,
    ended_at integer,
    end_reason text not null
) strict;

create table outbox (
    id integer primary key,
    kind text not null check (kind in ('registration', 'reset', 'copy', 'test')),
    establishment_number integer,
    to_name text not null,
    to_email text not null check (length(to_email) >= 3),
    language text not null check (language in ('fr', 'en')),
    subject text not null,
    body text not null,
    -- The password of the body, apart: erased once sent, refused for long, or out of date.
    secret text not null,
    secret_until integer not null,
    message_id text not null unique,
    state text not null check (state in ('queued', 'sending', 'deferred', 'sent', 'refused', 'uncertain')),
    attempts integer not null,
    words text not null,
    created_at integer not null,
    next_attempt_at integer not null,
    sent_at integer,
    -- While sending: the token of the process that has it, and whether the data were begun.
    owner text not null,
    step text not null check (step in ('', 'data'))
) strict;
create index outbox_due on outbox (next_attempt_at, id) where state in ('queued', 'deferred');
create index outbox_state on outbox (state, id);
create index outbox_establishment on outbox (establishment_number, id);

create table audit (
    id integer primary key,
    at integer not null,
    actor text not null,
    actor_kind text not null,
    os_user text not null,
    ssh_client text not null,
    ssh_key text not null,
    action text not null,
    object_kind text not null,
    object_id text not null,
    object_label text not null,
    before text not null,
    after text not null,
    hash text not null
) strict;
create index audit_object on audit (object_kind, object_id, id);

create table import_mapping (
    header_hash text primary key,
    header text not null,
    mapping text not null,
    saved_at integer not null
) strict;

-- Letters to many, frozen before the plan that sends them.
create table letter (
    id integer primary key,
    subject text not null,
    body text not null,
    created_at integer not null
) strict;

-- Their files; the bytes lie in the data directory under their SHA-256.
create table letter_file (
    letter_id integer not null references letter (id) on delete cascade,
    position integer not null check (position >= 1),
    name text not null,
    sha256 text not null check (length(sha256) = 64),
    bytes integer not null check (bytes >= 0),
    primary key (letter_id, position)
) strict, without rowid;

-- The jobs that send a letter: the first one, and those that try its failed targets again.
create table letter_use (
    letter_id integer not null references letter (id),
    job_id integer not null references job (id) on delete cascade,
    primary key (letter_id, job_id)
) strict, without rowid;
create index letter_use_job on letter_use (job_id);

-- Letters that are kept to be written again.
create table letter_template (
    id integer primary key,
    name text not null,
    name_key text not null unique,
    subject text not null,
    body text not null,
    rev integer not null check (rev >= 1)
) strict;

alter table outbox add column letter_id integer references letter (id);
create index outbox_letter on outbox (letter_id, to_email) where letter_id is not null;
-- The program's own mails, credentials among them, do not wait behind a mailing.
create index outbox_due_own on outbox (next_attempt_at, id) where state in ('queued', 'deferred') and kind <> 'letter';

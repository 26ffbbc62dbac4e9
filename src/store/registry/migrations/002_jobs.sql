-- Jobs: a task on frozen targets; planned, carried out, reported, undone.
create table job (
    id integer primary key,
    kind text not null,
    task text not null,
    selection text not null,
    name text not null,
    state text not null check (state in ('planned', 'running', 'paused', 'cancelled', 'done')),
    wish text not null check (wish in ('', 'pause', 'cancel')),
    cause text not null,
    -- The token of the process that has it.
    owner text not null,
    actor_kind text not null,
    actor_id integer not null,
    actor text not null,
    os_user text not null,
    ssh_client text not null,
    ssh_key text not null,
    created_at integer not null,
    started_at integer,
    run_started_at integer,
    run_handled integer not null,
    heartbeat_at integer,
    ended_at integer,
    -- The order of starting: a later job waits for an earlier one, never the other way round. 0: not started.
    turn integer not null,
    exclusive integer not null check (exclusive in (0, 1)),
    undo_of integer references job (id),
    impact text not null,
    waiting integer not null check (waiting >= 0),
    done integer not null,
    skipped integer not null,
    failed integer not null
) strict;
create index job_state on job (state, id);
create index job_undo on job (undo_of) where undo_of is not null;

create table job_target (
    job_id integer not null references job (id) on delete cascade,
    position integer not null check (position >= 1),
    -- 0: no establishment yet.
    establishment_number integer not null,
    object text not null,
    label text not null,
    given text not null,
    forecast text not null check (forecast in ('do', 'skip', 'refuse')),
    forecast_word text not null,
    forecast_reason text not null,
    state text not null check (state in ('waiting', 'done', 'skipped', 'failed')),
    reason_word text not null,
    reason text not null,
    effect text not null,
    at integer,
    primary key (job_id, position)
) strict, without rowid;
create index job_target_waiting on job_target (establishment_number, job_id) where state = 'waiting';
create index job_target_state on job_target (job_id, state, position);

-- The target for which work on an establishment is done: whoever finishes the work marks it.
alter table unfinished add column job_id integer;
alter table unfinished add column job_position integer;

-- Letters to many, beside the program's own mails; each belongs to a target of a job, and to it alone.
create table outbox_new (
    id integer primary key,
    kind text not null check (kind in ('registration', 'reset', 'copy', 'test', 'letter')),
    establishment_number integer,
    to_name text not null,
    to_email text not null check (length(to_email) >= 3),
    language text not null check (language in ('fr', 'en')),
    subject text not null,
    body text not null,
    secret text not null,
    secret_until integer not null,
    message_id text not null unique,
    state text not null check (state in ('queued', 'sending', 'deferred', 'sent', 'refused', 'uncertain')),
    attempts integer not null,
    words text not null,
    created_at integer not null,
    next_attempt_at integer not null,
    sent_at integer,
    owner text not null,
    step text not null check (step in ('', 'data')),
    job_id integer,
    job_position integer,
    unique (job_id, job_position)
) strict;
insert into outbox_new (id, kind, establishment_number, to_name, to_email, language, subject, body, secret, secret_until,
        message_id, state, attempts, words, created_at, next_attempt_at, sent_at, owner, step)
    select id, kind, establishment_number, to_name, to_email, language, subject, body, secret, secret_until,
        message_id, state, attempts, words, created_at, next_attempt_at, sent_at, owner, step from outbox;
drop table outbox;
alter table outbox_new rename to outbox;
create index outbox_due on outbox (next_attempt_at, id) where state in ('queued', 'deferred');
create index outbox_state on outbox (state, id);
create index outbox_establishment on outbox (establishment_number, id);

-- Establishments in whose own databases mails may wait for the sender: a hint, what is true is written there. How often
-- somebody has noted it tells whoever looked and found nothing whether it was noted again since.
create table mail_inside (
    establishment_number integer primary key references establishment (number) on delete cascade,
    noted integer not null check (noted >= 1)
) strict;

-- The outbox has what an establishment writes to its people, too.
create table outbox_new (
    id integer primary key,
    kind text not null check (kind in ('registration', 'reset', 'copy', 'test', 'letter', 'inside')),
    establishment_number integer,
    -- The account whose password it tells of; empty: none, or not noted by an earlier version.
    login text not null default '',
    -- Whom a copy goes to; none: the host's sender.
    webmaster_id integer,
    to_name text not null,
    to_email text not null check (length(to_email) >= 3),
    language text not null check (language in ('fr', 'en')),
    subject text not null,
    body text not null,
    secret text not null,
    secret_until integer not null,
    message_id text not null unique,
    state text not null
        check (state in ('queued', 'sending', 'deferred', 'sent', 'refused', 'uncertain', 'withdrawn')),
    attempts integer not null,
    words text not null,
    created_at integer not null,
    next_attempt_at integer not null,
    sent_at integer,
    tried_at integer not null default 0,
    owner text not null,
    step text not null check (step in ('', 'data')),
    job_id integer,
    job_position integer,
    letter_id integer references letter (id),
    unique (job_id, job_position)
) strict;
insert into outbox_new (id, kind, establishment_number, login, webmaster_id, to_name, to_email, language, subject, body,
        secret, secret_until, message_id, state, attempts, words, created_at, next_attempt_at, sent_at, tried_at, owner,
        step, job_id, job_position, letter_id)
    select id, kind, establishment_number, login, webmaster_id, to_name, to_email, language, subject, body,
        secret, secret_until, message_id, state, attempts, words, created_at, next_attempt_at, sent_at, tried_at, owner,
        step, job_id, job_position, letter_id from outbox;
drop table outbox;
alter table outbox_new rename to outbox;
create index outbox_due on outbox (next_attempt_at, id) where state in ('queued', 'deferred');
create index outbox_due_own on outbox (next_attempt_at, id) where state in ('queued', 'deferred') and kind not in ('letter', 'inside');
create index outbox_state on outbox (state, id);
create index outbox_establishment on outbox (establishment_number, id);
create index outbox_tried on outbox (tried_at);
create index outbox_letter on outbox (letter_id, to_email) where letter_id is not null;

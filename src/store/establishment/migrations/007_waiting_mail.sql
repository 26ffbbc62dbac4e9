-- Mails to its people, which wait here until the host's sender takes each into its outbox, once, by its Message-ID. One
-- that was exported while it waited waits in two places: where the export is placed, be it here, it is a copy, which an
-- outbox that has had it drops, and which leaves any other one only when a person says so.
create table waiting_mail (
    message_id text primary key check (length(message_id) >= 3),
    -- The account that it goes to.
    login text not null,
    to_name text not null,
    to_email text not null check (length(to_email) >= 3),
    language text not null check (language in ('fr', 'en')),
    subject text not null,
    body text not null,
    created_at integer not null,
    copied integer not null default 0 check (copied in (0, 1))
) strict, without rowid;
create index waiting_mail_created on waiting_mail (created_at, message_id);

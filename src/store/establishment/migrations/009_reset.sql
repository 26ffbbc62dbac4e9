-- What opens an account for the first time, or again: a password or a code that a mail tells.

-- What stands in the place of the mark in the body, and until when it is good. It goes with the mail into the outbox, and into
-- no export.
alter table waiting_mail add column secret text not null default '';
alter table waiting_mail add column secret_until integer not null default 0;
-- What the program has it say; empty: what somebody wrote.
alter table waiting_mail add column tells text not null default ''
    check (tells in ('', 'first-password', 'new-password', 'reset-code'));
create index waiting_mail_unwritten on waiting_mail (message_id) where subject = '';

-- The code by which somebody who has forgotten their password chooses another one.
create table reset_code (
    account_id integer primary key references account (id) on delete cascade,
    -- The stored form of the code; empty: it was used, or none was sent.
    code_hash text not null,
    code_until integer not null,
    -- The version of the account that it is for: whatever is changed of the account makes it void.
    account_rev integer not null,
    -- The hour in which codes are counted, and how many were asked for.
    hour_at integer not null,
    asked integer not null
) strict;

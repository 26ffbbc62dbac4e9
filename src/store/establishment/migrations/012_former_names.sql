-- What accounts were called: kept beyond a renaming, and beyond a deletion, as long as entries of the audit may tell of it, and
-- no longer than until the person is erased.
create table former_name (
    account_id integer not null,
    -- The last entry of the audit that may tell of the account by these.
    until_entry integer not null,
    login text not null,
    login_key text not null,
    last_name text not null,
    first_name text not null,
    email text not null,
    primary key (account_id, until_entry)
) strict, without rowid;
create index former_name_login on former_name (login_key, until_entry);

-- Under which credential accounts were made, from an id on: so a receipt tells of this account wherever it is brought back, and
-- of no other one that has its number in another establishment. Of an earlier version it is one of several.
create table account_origin (
    from_id integer primary key,
    lineage text not null
) strict;
insert into account_origin (from_id, lineage) select 1, trim(credential_hash || ' ' || known) from identity;

-- The account that a mail goes to, also when it is called otherwise since; 0: not noted, or none.
alter table waiting_mail add column account integer not null default 0;
update waiting_mail set account = coalesce((select id from account where account.login = waiting_mail.login), 0);

-- Tries are counted for the account that a login finds, however it was spelt, not for what was typed.
delete from lockout;

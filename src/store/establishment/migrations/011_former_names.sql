-- What accounts were called: kept beyond a renaming, and beyond a deletion, as long as entries of the audit may tell of it, and
-- no longer than until the person is erased.
create table former_name (
    account_id integer not null,
    kind text not null check (kind in ('login', 'last-name', 'first-name', 'email')),
    value text not null check (length(value) >= 1),
    value_key text not null,
    -- The last entry of the audit that may tell of the account by this.
    until_entry integer not null,
    primary key (account_id, kind, until_entry)
) strict, without rowid;
create index former_name_value on former_name (kind, value_key);
create index former_name_until on former_name (until_entry);

-- Under which credentials accounts were made, from an id on: so a receipt tells of this account wherever it is brought back, and
-- of no other one that has its number in another establishment. Of an earlier version it is one of several.
create table account_origin (
    from_id integer primary key,
    hashes text not null
) strict;
insert into account_origin (from_id, hashes) select 1, trim(credential_hash || ' ' || known) from identity;

-- The account that a mail goes to, also when it is called otherwise since; 0: one that is gone.
alter table waiting_mail add column account integer not null default 0;
update waiting_mail set account = coalesce((select id from account where account.login = waiting_mail.login), 0);

-- Whose names were made unreadable: an account that was made under a credential, which is the same one wherever an establishment
-- of that lineage is brought back, whatever its number. It names nobody.
create table erased_new (
    -- The hash of the credential.
    lineage text not null check (length(lineage) >= 1),
    account_id integer not null,
    at integer not null,
    actor text not null,
    receipt text not null,
    sha256 text not null,
    primary key (lineage, account_id)
) strict, without rowid;
-- Of an earlier version the number alone is known: whatever credential that has or had, or what was put there.
insert into erased_new (lineage, account_id, at, actor, receipt, sha256)
    select hash, account_id, at, actor, receipt, sha256
    from erased join known_credential on known_credential.establishment_number = erased.establishment_number
    where state = 'done' and bond <> 'coming'
    on conflict (lineage, account_id) do nothing;

-- What is about to be erased, until it is done everywhere; account 0: whoever was erased before is erased again in what was put
-- in the place of an establishment's database.
create table erasing (
    establishment_number integer not null,
    account_id integer not null,
    -- The token of the process that does it.
    owner text not null,
    -- By what the host's own rows are found, as JSON; empty: nothing is to be found.
    names text not null,
    primary key (establishment_number, account_id)
) strict, without rowid;
insert into erasing (establishment_number, account_id, owner, names)
    select establishment_number, account_id, owner, '{"account":' || cast(account_id as text) || ',"logins":[{"login":"' || login
        || '","entries":[0,9007199254740992],"moments":[0,9007199254740992]}]}'
    from erased where state = 'begun';
drop table erased;
alter table erased_new rename to erased;

-- The account that an establishment's mail goes to, also when it is called otherwise since; 0: not noted, or none.
alter table outbox add column account integer not null default 0;
create index outbox_account on outbox (establishment_number, account);

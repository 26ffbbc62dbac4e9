-- Whose names were made unreadable: an account that was made under a credential, which is the same one wherever an establishment
-- of that lineage is brought back, whatever its number. It names nobody.
create table erased_new (
    -- The hash of the credential.
    origin text not null check (length(origin) >= 1),
    account_id integer not null,
    -- Where it was done last.
    establishment_number integer not null,
    at integer not null,
    actor text not null,
    receipt text not null,
    sha256 text not null,
    primary key (origin, account_id)
) strict, without rowid;
create index erased_establishment on erased_new (establishment_number, account_id);
-- Of an earlier version the number alone is known: whatever credential that has or had, or what was put there.
insert into erased_new (origin, account_id, establishment_number, at, actor, receipt, sha256)
    select hash, account_id, erased.establishment_number, at, actor, receipt, sha256
    from erased join known_credential on known_credential.establishment_number = erased.establishment_number
    where state = 'done' and bond <> 'coming'
    on conflict (origin, account_id) do nothing;

-- What is about to be erased, until it is done everywhere; account 0: whoever was erased before is to be erased again in what was
-- put in the place of an establishment's database.
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
    select establishment_number, account_id, owner, json_object('account', account_id, 'logins',
        json_array(json_object('login', login, 'entries', json_array(0, 9007199254740992),
            'moments', json_array(0, 9007199254740992))))
    from erased where state = 'begun';
drop table erased;
alter table erased_new rename to erased;

-- The account that an establishment's mail goes to, also when it is called otherwise since; 0: not noted, or none.
alter table outbox add column account_id integer not null default 0;
-- Its person was erased while it was given to a server: it goes as soon as that has an end.
alter table outbox add column erased integer not null default 0 check (erased in (0, 1));

-- By which credentials each establishment is known: those that opened its database ever ('own'), also where it was before,
-- those of content that took the place of its own ('content'), and of content that is about to ('coming'). They outlive the
-- row, so that what comes back is known.
create table known_credential (
    hash text not null check (length(hash) >= 1),
    establishment_number integer not null,
    bond text not null check (bond in ('own', 'content', 'coming')),
    primary key (hash, establishment_number)
) strict, without rowid;
create index known_credential_number on known_credential (establishment_number);
insert into known_credential (hash, establishment_number, bond)
    select distinct credential_hash, establishment_number, 'own' from export where credential_hash <> '';
insert into known_credential (hash, establishment_number, bond)
    select root, number, 'own' from establishment where root <> ''
        and not exists (select 1 from known_credential where hash = root and establishment_number = number);
drop index establishment_root;
alter table establishment drop column root;

-- The hash of the UAI that the number had, or empty: one that two schools have or had tells neither of them.
alter table retired_number add column uai text not null default '';

-- What no statement can compute is added by whoever opens the registry next.
insert into host_setting (name, value, rev) values ('known-credentials', 'to-be-added', 1);

-- In which order exports were made, whatever the clock said: ranks within an establishment, filled in by the same.
alter table export add column made integer not null default 0;
create index export_made on export (establishment_number, made);

-- Namesakes at one place: an import asks for each row, an undo and a restore for each school. Location and denomination,
-- folded, filled in by the same.
alter table establishment add column place text not null default '';
create index establishment_place on establishment (place);

-- What later jobs did to an establishment: an undo asks, and a job that was planned earlier may have begun later.
alter table job_target add column done_order integer not null default 0;
create index job_target_done on job_target (establishment_number, job_id) where state = 'done';

-- The moment that gave an establishment its day of registration, so that what is known of the clock later moves the day; 0:
-- the day was given.
alter table establishment add column registered_at integer not null default 0;

-- When an export says itself that it was taken: what was put right in the catalogue since is not in the file.
alter table export add column told_at integer not null default 0;
update export set told_at = taken_at;

-- Establishments whose passwords were given by a clock that was wrong, until they are put right in their databases: which,
-- and by how much it was behind; 0: it was ahead. No mail with a password leaves before. Deleted, they wait until they are
-- brought back.
create table password_due (
    establishment_number integer not null,
    after_at integer not null,
    through_at integer not null,
    by_s integer not null,
    primary key (establishment_number, after_at, through_at)
) strict, without rowid;

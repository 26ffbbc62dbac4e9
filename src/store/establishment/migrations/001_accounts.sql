-- An establishment's own database: nothing of another one is ever here.
create table identity (
    number integer primary key check (number >= 1),
    -- SHA-256 of the credential that the registry holds: a file under another's name does not open.
    credential_hash text not null,
    denomination text not null,
    location text not null,
    uai text not null
) strict;

create table account (
    id integer primary key,
    login text not null unique,
    last_name text not null,
    first_name text not null,
    email text not null,
    level text not null check (level in ('user', 'power-user', 'superadmin')),
    active integer not null check (active in (0, 1)),
    expires_on text not null,
    password text not null,
    password_until integer,
    must_change integer not null check (must_change in (0, 1)),
    created_at integer not null,
    first_activity_at integer,
    last_sign_in_at integer,
    rev integer not null check (rev >= 1)
) strict;

-- A role in a department; an empty department means every one. Manager holds everything.
create table account_role (
    account_id integer not null references account (id) on delete cascade,
    role text not null check (length(role) >= 1),
    department text not null,
    primary key (account_id, role, department)
) strict, without rowid;

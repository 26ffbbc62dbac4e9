-- Whose names were made unreadable in which establishment, so that what is brought back there is erased again. It names nobody.
create table erased (
    establishment_number integer not null,
    account_id integer not null,
    -- Begun: it is written down before it is done in the establishment's own database.
    state text not null check (state in ('begun', 'done')),
    -- The token of the process that does it.
    owner text not null,
    -- While it is begun: whose names they are in the host's own rows.
    login text not null,
    at integer not null,
    actor text not null,
    receipt text not null,
    sha256 text not null,
    primary key (establishment_number, account_id)
) strict, without rowid;

-- Entries of the audit in which names were made unreadable, by the entry that tells of it; the hash of what is left of each.
create table audit_erased (
    entry_id integer not null,
    erased_by integer not null,
    residue text not null,
    primary key (entry_id, erased_by)
) strict, without rowid;

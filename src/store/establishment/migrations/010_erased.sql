-- Whose names were made unreadable here, and what tells of it: it names nobody.
create table erased (
    account_id integer primary key,
    at integer not null,
    actor text not null,
    -- What went, by kind, and the exports that still hold it.
    receipt text not null,
    sha256 text not null
) strict;

-- What the registry has too: entries of the audit in which names were made unreadable, by the entry that tells of it; the
-- hash of what is left of each.
create table audit_erased (
    entry_id integer not null,
    erased_by integer not null,
    residue text not null,
    primary key (entry_id, erased_by)
) strict, without rowid;

-- Since when nobody signs in with it, as far as anybody noted it.
alter table account add column deactivated_at integer;

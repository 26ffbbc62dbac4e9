-- The last revision of the row that had the number: what is brought back under it goes on from there, so that nobody's older
-- form fits it.
alter table retired_number add column rev integer not null default 0;

-- The hash of the first credential that opened its content, when it was brought back under another one: so a school is
-- known as one that is here already, whatever number and names it has by now; empty for what was never brought back.
alter table establishment add column root text not null default '';
create index establishment_root on establishment (root) where root <> '';

-- The hash of the credential that opened the database when it was exported: whose it is, whatever was renamed since; empty
-- for what was entered before.
alter table export add column credential_hash text not null default '';

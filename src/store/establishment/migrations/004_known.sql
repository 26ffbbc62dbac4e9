-- Hashes of the credentials that opened this content before, the latest first, with spaces between: so it is known again,
-- under whatever number and name, also by a registry that is older than the latest of them.
alter table identity add column known text not null default '';

-- The last revision of the row that had the number: what is brought back under it goes on from there, so that nobody's older
-- form fits it.
alter table retired_number add column rev integer not null default 0;

-- Of which school a number was that is never given again: hashes of its UAI and of its name and place, which name nobody;
-- empty for what was retired before, or is not known.
alter table retired_number add column school text not null default '';

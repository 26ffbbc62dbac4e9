-- What a webmaster is there for: everything, to read everything, or the establishments of some zones.
alter table webmaster add column duty text not null default 'full' check (duty in ('full', 'observer', 'zones'));
create table webmaster_zone (
    webmaster_id integer not null references webmaster (id) on delete cascade,
    zone_number integer not null references zone (number),
    primary key (webmaster_id, zone_number)
) strict, without rowid;
create index webmaster_zone_zone on webmaster_zone (zone_number);

-- In which zone an establishment was that is gone; 0: an earlier version did not note it.
alter table retired_number add column zone_number integer not null default 0;

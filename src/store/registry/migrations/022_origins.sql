-- Under which credential accounts were made that an establishment's number had, from an id on: of each content that was put there,
-- and of what was there before (generation 0). What the registry has of the number after these ids tells of that content; so a row
-- about somebody is told from one about whoever else had the same id there before or since. Empty: nobody has looked.
create table content_origin (
    establishment_number integer not null check (establishment_number >= 1),
    generation integer not null check (generation >= 0),
    after_entry integer not null,
    after_job integer not null,
    after_mail integer not null,
    from_id integer not null,
    hash text not null,
    primary key (establishment_number, generation, from_id, hash)
) strict, without rowid;
create index content_origin_hash on content_origin (hash);

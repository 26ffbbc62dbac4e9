-- Where an establishment's database stands: the empty name is the data directory's own folder of databases.
alter table establishment add column shelf text not null default '';

-- Why the webmaster was in an establishment for support in whose name a job acts; empty: they were in none.
alter table job add column support text not null default '';

-- Why the webmaster was here for support in whose name a job acts; empty: none was.
alter table job add column support text not null default '';

-- The last id that was given for each table: none is given again when its row is gone.
create table counter (
    name text primary key,
    last integer not null check (last >= 0)
) strict, without rowid;
insert into counter (name, last)
    select 'account', coalesce(max(id), 0) from account
    union all select 'course', coalesce(max(id), 0) from course
    union all select 'evaluation', coalesce(max(id), 0) from evaluation
    union all select 'semester', coalesce(max(id), 0) from semester
    union all select 'teaching_module', coalesce(max(id), 0) from teaching_module;

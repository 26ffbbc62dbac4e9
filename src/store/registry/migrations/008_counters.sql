-- The last id that was given for each table, and the last turn of a job: none is given again when its row is gone.
create table counter (
    name text primary key,
    last integer not null check (last >= 0)
) strict, without rowid;
insert into counter (name, last)
    select 'letter_template', coalesce(max(id), 0) from letter_template
    union all select 'outbox', coalesce(max(id), 0) from outbox
    union all select 'session', coalesce(max(id), 0) from session
    union all select 'statistics_snapshot', coalesce(max(id), 0) from statistics_snapshot
    union all select 'webmaster', coalesce(max(id), 0) from webmaster
    union all select 'zone', coalesce(max(number), 0) from zone
    union all select 'job.turn', coalesce(max(turn), 0) from job;
-- What is gone is still named elsewhere.
insert into counter (name, last)
    select 'job', coalesce(max(id), 0) from (
        select id from job
        union all select job_id from export
        union all select job_id from outbox where job_id is not null
        union all select job_id from statistics_snapshot where job_id is not null) as given;
insert into counter (name, last)
    select 'letter', coalesce(max(id), 0) from (
        select id from letter union all select letter_id from outbox where letter_id is not null) as given;

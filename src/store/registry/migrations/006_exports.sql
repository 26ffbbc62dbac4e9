-- The exports that exist, each a file in the folder of exports. The registry's row is kept with each, so that what was
-- deleted can be brought back as it was.
create table export (
    file text primary key check (length(file) between 1 and 255),
    establishment_number integer not null check (establishment_number >= 1),
    taken_at integer not null,
    size_bytes integer not null check (size_bytes >= 0),
    sha256 text not null check (length(sha256) = 64),
    schema_version integer not null check (schema_version >= 1),
    -- The job's target for which it was made; 0: none. The job may be gone.
    job_id integer not null,
    job_position integer not null,
    why text not null check (why in ('export', 'before-delete', 'before-restore')),
    tables text not null,
    held text not null
) strict;
create index export_establishment on export (establishment_number, taken_at);
create index export_taken on export (taken_at, file);
create index export_job on export (job_id, job_position) where job_id > 0;

-- How often the work was taken over: each time is a write, which a commit that failed before cannot outlive.
alter table unfinished add column attempts integer not null default 0;

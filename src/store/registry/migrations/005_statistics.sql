-- Statistics: dated snapshots. What did not change from one snapshot to the next is kept once.
create table statistics_snapshot (
    id integer primary key,
    at integer not null,
    author text not null,
    scope text not null check (scope in ('whole', 'part')),
    state text not null check (state in ('open', 'complete', 'cancelled')),
    -- What it adds up to, as JSON.
    totals text not null,
    -- The job that makes it, if one does.
    job_id integer unique
) strict;

-- What was counted in an establishment: it holds from its first snapshot up to, but not with, the next one's.
create table statistics_line (
    establishment_number integer not null,
    first_snapshot integer not null,
    -- The first snapshot in which it no longer holds; 9223372036854775807: it still does.
    until_snapshot integer not null,
    zone_number integer not null,
    denomination text not null,
    -- Why it could not be read, as JSON; then nothing else is of any meaning. Empty: it was.
    cause text not null,
    last_sign_in_at integer,
    staff integer not null,
    staff_connected integer not null,
    learners integer not null,
    learners_connected integer not null,
    evaluations integer not null,
    evaluations_recent integer not null,
    grades integer not null,
    grades_recent integer not null,
    enrolled integer not null,
    in_progress integer not null,
    completed integer not null,
    waiting integer not null,
    to_confirm integer not null,
    suspended integer not null,
    overbooked integer not null,
    size_bytes integer not null,
    sign_in_mode text not null,
    primary key (establishment_number, first_snapshot),
    check (until_snapshot > first_snapshot)
) strict, without rowid;
create index statistics_line_until on statistics_line (until_snapshot, first_snapshot);

-- Which establishments a snapshot of some covers; one of all covers those that it has lines of.
create table statistics_member (
    snapshot_id integer not null references statistics_snapshot (id) on delete cascade,
    establishment_number integer not null,
    primary key (snapshot_id, establishment_number)
) strict, without rowid;

-- How a database looked when it was last counted; while it looks the same and nothing counted as recent grew old, it is
-- not read again.
create table statistics_known (
    establishment_number integer primary key,
    fingerprint text not null,
    oldest_recent integer
) strict;

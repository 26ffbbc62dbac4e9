-- Jobs that a process has in an establishment's own database: a hint for who looks after the host, what is true of them is
-- written there.
create table job_inside (
    establishment_number integer not null references establishment (number) on delete cascade,
    job_id integer not null check (job_id >= 1),
    primary key (establishment_number, job_id)
) strict, without rowid;

-- What the host knows of establishments' own databases. Jobs that somebody began in one and that are not over: a hint for
-- who looks after the host, what is true of them is written there. 0: whichever there are, somebody has to look.
create table job_inside (
    establishment_number integer not null references establishment (number) on delete cascade,
    job_id integer not null check (job_id >= 0),
    -- The token of the process that has it, or empty.
    owner text not null,
    primary key (establishment_number, job_id)
) strict, without rowid;

-- How far one has come: the last entry of its audit (0: it has none, or nobody has looked), and since when it has any entry
-- or job. What is in the place and does not go on from there is an older copy, or was cut. Each time that the program puts
-- other content there is a generation of its own: what was seen of another one says nothing of it.
create table inside_reached (
    establishment_number integer primary key check (establishment_number >= 1),
    generation integer not null check (generation >= 0),
    -- When that was put there: nothing in it goes because of its age before it has been there for as long.
    placed_at integer not null,
    head_id integer not null check (head_id >= 0),
    head_at integer not null,
    head_hash text not null,
    since integer
) strict;

-- The ids that were ever given in one, whatever is put in its place.
create table inside_counter (
    establishment_number integer not null check (establishment_number >= 1),
    name text not null,
    last integer not null,
    primary key (establishment_number, name)
) strict, without rowid;

-- What the registry has too, in the same words: jobs with their targets, the audit.
create table job (
    id integer primary key,
    kind text not null,
    task text not null,
    selection text not null,
    name text not null,
    state text not null check (state in ('planned', 'running', 'paused', 'cancelled', 'done')),
    wish text not null check (wish in ('', 'pause', 'cancel')),
    cause text not null,
    -- The token of the process that has it.
    owner text not null,
    actor_kind text not null,
    actor_id integer not null,
    actor text not null,
    os_user text not null,
    ssh_client text not null,
    ssh_key text not null,
    created_at integer not null,
    started_at integer,
    run_started_at integer,
    run_handled integer not null,
    heartbeat_at integer,
    ended_at integer,
    -- The order of starting: a later job waits for an earlier one, never the other way round. 0: not started.
    turn integer not null,
    exclusive integer not null check (exclusive in (0, 1)),
    undo_of integer references job (id),
    impact text not null,
    waiting integer not null check (waiting >= 0),
    done integer not null,
    skipped integer not null,
    failed integer not null
) strict;
create index job_state on job (state, id);
create index job_undo on job (undo_of) where undo_of is not null;

create table job_target (
    job_id integer not null references job (id) on delete cascade,
    position integer not null check (position >= 1),
    -- 0: no establishment yet.
    establishment_number integer not null,
    object text not null,
    label text not null,
    given text not null,
    forecast text not null check (forecast in ('do', 'skip', 'refuse')),
    forecast_word text not null,
    forecast_reason text not null,
    state text not null check (state in ('waiting', 'done', 'skipped', 'failed')),
    reason_word text not null,
    reason text not null,
    effect text not null,
    at integer,
    primary key (job_id, position)
) strict, without rowid;
create index job_target_waiting on job_target (establishment_number, job_id) where state = 'waiting';
create index job_target_state on job_target (job_id, state, position);

alter table job_target add column done_order integer not null default 0;
create index job_target_done on job_target (establishment_number, job_id) where state = 'done';

create table audit (
    id integer primary key,
    at integer not null,
    actor text not null,
    actor_kind text not null,
    os_user text not null,
    ssh_client text not null,
    ssh_key text not null,
    action text not null,
    object_kind text not null,
    object_id text not null,
    object_label text not null,
    before text not null,
    after text not null,
    hash text not null
) strict;
create index audit_object on audit (object_kind, object_id, id);

-- What names a department for ever, beside the code that semesters and roles have, and what is unique of code and name.
alter table department add column id integer not null default 0;
alter table department add column code_key text not null default '';
alter table department add column name_key text not null default '';
update department set id = (select count(*) from department as other where other.code <= department.code);
create unique index department_id on department (id);
create unique index department_code on department (code_key) where code_key <> '';
create unique index department_name on department (name_key) where name_key <> '';
create index account_role_department on account_role (department);
insert into counter (name, last) select 'department', count(*) from department;

-- Which moments, dated by a wrong clock, were put right in here: it is done once, whoever is at it.
create table put_right (
    after_at integer not null,
    through_at integer not null,
    primary key (after_at, through_at)
) strict, without rowid;

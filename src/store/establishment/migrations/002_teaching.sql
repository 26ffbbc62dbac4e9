-- What is taught, and what people do with it: what statistics and losses count.

-- How its people sign in: with a password of their own here, or through their school's or région's own service.
alter table identity add column sign_in_mode text not null default 'password'
    check (sign_in_mode in ('password', 'cas', 'saml', 'oidc'));

-- Staff or learner; when the person left, if that was recorded. Who left counts no more.
alter table account add column category text not null default 'staff' check (category in ('staff', 'learner'));
alter table account add column left_at integer;

create table department (
    code text primary key check (length(code) between 1 and 32),
    name text not null,
    rev integer not null check (rev >= 1)
) strict, without rowid;

create table semester (
    id integer primary key,
    department_code text not null references department (code),
    title text not null check (length(title) >= 1),
    starts_on text not null check (length(starts_on) = 10),
    ends_on text not null check (length(ends_on) = 10 and ends_on >= starts_on),
    locked integer not null check (locked in (0, 1)),
    rev integer not null check (rev >= 1)
) strict;
create index semester_department on semester (department_code);

create table teaching_module (
    id integer primary key,
    semester_id integer not null references semester (id),
    code text not null check (length(code) >= 1),
    title text not null,
    responsible_id integer references account (id) on delete set null,
    rev integer not null check (rev >= 1),
    unique (semester_id, code)
) strict;
create index teaching_module_responsible on teaching_module (responsible_id);

create table evaluation (
    id integer primary key,
    teaching_module_id integer not null references teaching_module (id),
    title text not null check (length(title) >= 1),
    held_on text not null check (length(held_on) in (0, 10)),
    created_by integer references account (id) on delete set null,
    created_at integer not null,
    rev integer not null check (rev >= 1)
) strict;
create index evaluation_module on evaluation (teaching_module_id);
create index evaluation_author on evaluation (created_by);

-- An evaluation that has grades cannot be deleted: nothing cascades from it.
create table grade (
    evaluation_id integer not null references evaluation (id),
    account_id integer not null references account (id) on delete cascade,
    mark text not null check (mark in ('value', 'absent', 'excused', 'pending')),
    -- Hundredths of a point.
    hundredths integer check (hundredths is null or hundredths >= 0),
    entered_by integer references account (id) on delete set null,
    entered_at integer not null,
    rev integer not null check (rev >= 1),
    primary key (evaluation_id, account_id),
    check ((mark = 'value') = (hundredths is not null))
) strict, without rowid;
create index grade_account on grade (account_id);
create index grade_entered on grade (entered_at);

create table course (
    id integer primary key,
    code text not null unique check (length(code) >= 1),
    name text not null check (length(name) >= 1),
    kind text not null check (kind in ('e-learning', 'ilt')),
    created_at integer not null,
    rev integer not null check (rev >= 1)
) strict;

-- One row for each role that somebody has in a course: the roles are derived from these rows.
create table enrolment (
    course_id integer not null references course (id),
    account_id integer not null references account (id) on delete cascade,
    role text not null check (role in ('learner', 'tutor', 'instructor')),
    status text not null check (status in
        ('enrolled', 'in-progress', 'completed', 'waiting', 'to-confirm', 'suspended', 'overbooked')),
    -- What a suspended one was before, so that it can be restored.
    status_before text not null check (status_before in
        ('', 'enrolled', 'in-progress', 'completed', 'waiting', 'to-confirm', 'overbooked')),
    created_at integer not null,
    completed_at integer check (completed_at is null or status in ('completed', 'suspended')),
    rev integer not null check (rev >= 1),
    primary key (course_id, account_id, role),
    check (status_before = '' or status = 'suspended')
) strict, without rowid;
create index enrolment_account on enrolment (account_id);
create index enrolment_status on enrolment (status);

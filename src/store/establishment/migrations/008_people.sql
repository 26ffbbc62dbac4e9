-- Who is there and what they may do: what accounts lack for that, roles, groups, profiles, and over whom and what a profile
-- holds. Of every text that is compared, searched or put in order there is the folded one beside it, which the program makes.

alter table account add column home_department text not null default '';
-- Empty: the establishment's.
alter table account add column language text not null default '' check (language in ('', 'fr', 'en'));
-- Waits for approval.
alter table account add column pending integer not null default 0 check (pending in (0, 1));
alter table account add column login_key text not null default '';
-- Last name, first name, login, with two spaces between: the order of lists.
alter table account add column name_key text not null default '';
-- What is searched, in the order of the alphabet, with a space before each.
alter table account add column words text not null default '';
create unique index account_login on account (login_key) where login_key <> '';
-- All that a list is filtered by, so that no row is looked at to say which are in it.
create index account_order on account (name_key, id, words, level, category, active, pending, expires_on,
    first_activity_at, last_sign_in_at, home_department);
create index account_home on account (home_department);
-- Without it every deletion of an account would read all grades.
create index grade_author on grade (entered_by);

-- The first day without the role; empty: none.
alter table account_role add column valid_until text not null default '' check (length(valid_until) in (0, 10));
create index account_role_role on account_role (role);

-- Manager is none of them: it holds every permission, also those that come later.
create table role (
    id integer primary key,
    name text not null check (length(name) >= 1),
    name_key text not null unique check (length(name_key) >= 1),
    -- With spaces between.
    permissions text not null,
    -- Whether the program brings it, and knows what it was.
    shipped integer not null check (shipped in (0, 1)),
    rev integer not null check (rev >= 1)
) strict;
insert into role (id, name, name_key, permissions, shipped, rev) values
    (1, 'Observateur', 'observateur', 'Observateur', 1, 1),
    (2, 'Ens', 'ens', 'ScoView EnsView Observateur UsersView AbsChange AbsAddBillet EtudAddAnnotations', 1, 1),
    (3, 'Secr', 'secr', 'ScoView Observateur UsersView AbsChange AbsAddBillet AbsJustifView JustifValidate EtudChangeAdr EtudAddAnnotations ViewEtudData EditApogee', 1, 1),
    (4, 'Admin', 'admin', 'ScoView EnsView Observateur UsersAdmin UsersView EditPreferences EditFormation EditFormationTags EditAllNotes EditAllEvals EditFormSemestre AbsChange AbsAddBillet AbsJustifView JustifValidate EtudChangeAdr EtudChangeGroups EtudInscrit EtudAddAnnotations ViewEtudData EditApogee', 1, 1),
    (5, 'RespPe', 'resppe', 'EditFormationTags', 1, 1);
insert into counter (name, last) values ('role', 5);

create table people_group (
    id integer primary key,
    name text not null check (length(name) >= 1),
    name_key text not null unique check (length(name_key) >= 1),
    rev integer not null check (rev >= 1)
) strict;

create table group_member (
    group_id integer not null references people_group (id) on delete cascade,
    account_id integer not null references account (id) on delete cascade,
    primary key (group_id, account_id)
) strict, without rowid;
create index group_member_account on group_member (account_id);

create table profile (
    id integer primary key,
    name text not null check (length(name) >= 1),
    name_key text not null unique check (length(name_key) >= 1),
    permissions text not null,
    rev integer not null check (rev >= 1)
) strict;

create table account_profile (
    account_id integer not null references account (id) on delete cascade,
    profile_id integer not null references profile (id),
    primary key (account_id, profile_id)
) strict, without rowid;
create index account_profile_profile on account_profile (profile_id);

-- Over whom and what an account's profiles hold: an id or a department's code, empty for all of a kind.
create table scope (
    account_id integer not null references account (id) on delete cascade,
    kind text not null check (kind in
        ('user', 'group', 'department', 'course', 'plan', 'all-courses', 'all-plans')),
    key text not null check ((key = '') = (kind in ('all-courses', 'all-plans'))),
    primary key (account_id, kind, key)
) strict, without rowid;
create index scope_key on scope (kind, key);

-- Rows that a statement finds when every number is 1 and every text is x.
insert into identity (number, credential_hash, denomination, location, uai, sign_in_mode) values (1, 'x', 'x', 'x', '', 'cas');
insert into account (id, login, last_name, first_name, email, level, active, expires_on, password, password_until, must_change,
    created_at, first_activity_at, last_sign_in_at, rev, category, left_at) values
    (1, 'x', 'x', 'x', '', 'superadmin', 1, '', 'x', 1, 1, 1, null, null, 1, 'staff', null),
    (2, 'B', 'b', 'b', '', 'user', 1, '', 'x', null, 0, 1, 1, 2, 1, 'learner', null),
    (3, 'a', 'a', 'a', '', 'user', 1, '', 'x', null, 0, 1, 1, 0, 1, 'learner', 5);
update account set login_key = 'x', name_key = 'x', words = 'x', home_department = 'x' where id = 1;
update account set login_key = 'b', name_key = 'b', words = ' b' where id = 2;
insert into account_role (account_id, role, department, valid_until) values (2, 'Manager', '', ''), (1, 'x', 'x', ''),
    (2, 'x', 'x', '2026-11-30');
insert into role (id, name, name_key, permissions, shipped, rev) values (6, 'x', 'x', 'x', 0, 1);
insert into people_group (id, name, name_key, rev) values (1, 'x', 'x', 1), (2, 'y', 'y', 1);
insert into group_member (group_id, account_id) values (1, 1), (2, 1), (1, 2);
insert into profile (id, name, name_key, permissions, rev) values (1, 'x', 'x', 'x', 1), (2, 'y', 'y', '', 1);
insert into account_profile (account_id, profile_id) values (1, 1), (2, 1);
insert into scope (account_id, kind, key) values (1, 'department', 'x'), (1, 'all-plans', '');
insert into department (id, code, code_key, name, name_key, rev) values (1, 'RT', 'x', 'y', 'x', 1), (2, 'É', '', 'z', '', 1);
insert into semester (id, department_code, title, starts_on, ends_on, locked, rev) values (1, 'RT', 'x', '2026-09-01', '2027-01-31', 0, 1);
insert into teaching_module (id, semester_id, code, title, responsible_id, rev) values (1, 1, 'y', 'y', 1, 1);
insert into evaluation (id, teaching_module_id, title, held_on, created_by, created_at, rev) values (1, 1, 'x', '', 1, 0, 1), (2, 1, 'x', '', 1, 3, 1);
insert into grade (evaluation_id, account_id, mark, hundredths, entered_by, entered_at, rev) values (1, 2, 'value', 1200, 1, 4, 1), (2, 2, 'absent', null, 1, 0, 1);
insert into course (id, code, name, kind, created_at, rev) values (1, 'y', 'y', 'ilt', 1, 1);
insert into enrolment (course_id, account_id, role, status, status_before, created_at, completed_at, rev) values
    (1, 2, 'learner', 'enrolled', '', 1, null, 1), (1, 3, 'learner', 'completed', '', 1, 2, 1);
insert into put_right (after_at, through_at) values (1, 2), (3, 9);
insert into lockout (login, ssh_key, failures, tries, day_start, locked_until) values
    ('x', 'x', 1, 1, 1, 1), ('x', '*', 1, 1, 1, 1), ('a', '*', 1, 1, 1, 0), ('b', '*', 1, 1, 2, 0);
insert into session (id, actor_kind, actor_id, actor, os_user, ssh_client, ssh_key, started_at, last_seen_at, ended_at,
    end_reason) values (1, 'x', 1, 'x', 'x', 'x', 'x', 1, 1, null, ''), (2, 'x', 1, 'x', 'x', 'x', 'x', 1, 1, 2, 'x');
insert into waiting_mail (message_id, login, to_name, to_email, language, subject, body, created_at, copied, secret,
    secret_until, tells) values ('xxx', 'x', 'x', 'x@x', 'fr', 'x', 'x', 1, 0, '', 0, ''),
    ('yyy', 'x', 'x', 'x@x', 'en', '', '', 0, 1, 'x', 1, 'reset-code');
update waiting_mail set account = 1 where message_id = 'xxx';
insert into former_name (account_id, until_entry, login, login_key, last_name, first_name, email) values
    (1, 1, 'x', 'x', 'x', 'x', 'x'), (9, 2, 'x', 'x', 'y', 'y', '');
insert into account_origin (from_id, lineage) values (1, 'x');
insert into reset_code (account_id, code_hash, code_until, account_rev, hour_at, asked) values (1, 'x', 1, 1, 1, 1);
insert into erased (account_id, at, actor, receipt, sha256) values (1, 1, 'x', 'x', 'x'), (2, 2, 'y', 'x', 'y');
insert into audit_erased (entry_id, erased_by, residue) values (1, 2, 'x'), (1, 3, 'y');

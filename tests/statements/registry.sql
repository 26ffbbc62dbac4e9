-- Rows that a statement finds when every number is 1 and every text is x; with some that it does not, in another order.
insert into host_setting (name, value, rev) values ('x', 'x', 1), ('y', 'y', 2);
insert into zone (number, name, name_key, position, language, rev) values
    (1, 'x', 'x', 2, 'fr', 1), (2, 'B', 'b', 1, 'en', 1), (3, 'Étang', 'etang', 3, 'fr', 1);
insert into establishment (number, zone_number, location, denomination, uai, uai_site, contact_last_name,
    contact_first_name, contact_email, registered_on, department, search, stage, credential, rev) values
    (1, 1, 'x', 'x', '0290001X', 1, 'x', 'x', 'a@b.fr', '2026-01-01', '29', 'x', 'active', 'x', 1),
    (2, 1, 'y', 'É', '', 1, '', '', '', '2026-01-02', '', 'e', 'creating', 'y', 1),
    (3, 2, 'z', 'e', '', 1, '', '', '', '2026-01-03', '', 'e', 'deleting', 'z', 4);
insert into unfinished (establishment_number, owner, step) values (1, 'x', '{}');
insert into retired_number (number, retired_at, zone_number) values (5, 1, 1), (3, 1, 2), (7, 1, 0);
insert into block (establishment_number, blocker, reason, author, since, until) values
    (0, 'program', 'x', 'x', 1, null), (1, 'webmaster', 'x', 'x', 1, 2), (1, 'administrator', 'y', 'x', 2, null), (9, 'program', 'x', 'x', 1, 1);
insert into webmaster (id, login, last_name, first_name, email, active, password, last_sign_in_at, rev) values
    (1, 'x', 'x', 'x', '', 1, 'x', null, 1), (2, 'B', 'b', 'b', 'b@c.fr', 0, 'x', 3, 1);
insert into webmaster_zone (webmaster_id, zone_number) values (1, 1), (1, 2), (2, 3);
insert into lockout (login, ssh_key, failures, tries, day_start, locked_until) values
    ('x', 'x', 1, 1, 1, 1), ('x', '*', 1, 1, 1, 1), ('a', '*', 1, 1, 1, 0), ('b', '*', 1, 1, 2, 0);
insert into session (id, actor_kind, actor_id, actor, os_user, ssh_client, ssh_key, started_at, last_seen_at, ended_at,
    end_reason) values (1, 'x', 1, 'x', 'x', 'x', 'x', 1, 1, null, ''), (2, 'x', 1, 'x', 'x', 'x', 'x', 1, 1, 2, 'x');
insert into job (id, kind, task, selection, name, state, wish, cause, owner, actor_kind, actor_id, actor, os_user, ssh_client,
    ssh_key, created_at, run_handled, turn, exclusive, undo_of, impact, waiting, done, skipped, failed) values
    (1, 'x', 'x', 'x', 'x', 'running', '', '', 'x', 'owner', 0, 'x', 'x', 'x', 'x', 1, 0, 1, 1, null, 'x', 1, 1, 1, 1),
    (2, 'y', 'x', 'x', '', 'running', 'pause', '', 'y', 'owner', 0, 'x', 'x', 'x', 'x', 1, 0, 0, 1, 1, 'x', 2, 0, 0, 0),
    (3, 'y', 'x', 'x', '', 'done', '', '', '', 'owner', 0, 'x', 'x', 'x', 'x', 1, 0, 2, 0, null, 'x', 0, 0, 0, 0);
insert into job_target (job_id, position, establishment_number, object, label, given, forecast, forecast_word, forecast_reason,
    state, reason_word, reason, effect, at) values
    (1, 1, 1, 'x', 'x', '', 'do', '', '', 'waiting', '', '', '', null), (1, 2, 2, '', 'y', 'x', 'skip', 'x', 'x', 'failed', 'x', 'x', '', 1),
    (1, 3, 3, '', 'y', 'x', 'skip', 'x', 'y', 'done', '', '', 'x', 1), (2, 2, 1, '', 'y', 'x', 'do', '', '', 'waiting', '', '', '', null);
insert into job_inside (establishment_number, job_id, owner) values (1, 1, ''), (2, 1, 'token'), (1, 7, '');
insert into inside_reached (establishment_number, generation, placed_at, head_id, head_at, head_hash, since)
    values (1, 0, 0, 3, 10, 'h3', 5), (2, 2, 8, 0, 0, '', null), (5, 1, 9, 9, 20, 'h9', 7);
insert into content_origin (establishment_number, generation, after_entry, after_job, after_mail, from_id, hash)
    values (1, 0, 0, 0, 0, 0, 'x'), (1, 1, 0, 1, 1, 0, ''), (2, 1, 0, 0, 0, 1, 'y');
insert into mail_inside (establishment_number, noted) values (1, 1), (2, 3);
insert into inside_counter (establishment_number, name, last) values (1, 'department', 3), (1, 'job', 2), (5, 'job', 9);
insert into letter (id, subject, body, created_at) values (1, 'x', 'x', 0), (2, 'x', 'x', 0);
insert into letter_file (letter_id, position, name, sha256, bytes) values
    (1, 2, 'b', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 3),
    (1, 1, 'x', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 2);
insert into letter_use (letter_id, job_id) values (1, 2);
insert into letter_template (id, name, name_key, subject, body, rev) values (1, 'x', 'x', 'x', 'x', 1), (2, 'B', 'b', 'x', 'x', 1);
insert into outbox (id, kind, establishment_number, to_name, to_email, language, subject, body, secret, secret_until,
    message_id, state, attempts, words, created_at, next_attempt_at, sent_at, owner, step, job_id, job_position, tried_at, letter_id)
    values (1, 'letter', 1, 'x', 'x@x', 'fr', 'x', 'x', 'x', 1, '1', 'queued', 0, '', 1, 1, null, '', '', 1, 1, 0, 1),
    (2, 'reset', 1, 'x', 'x@x', 'fr', 'x', 'x', 'x', 1, '2', 'deferred', 1, '', 1, 1, null, '', '', null, null, 1, null),
    (3, 'test', null, 'x', 'x@x', 'en', 'x', 'x', '', 0, '3', 'sending', 1, '', 1, 1, null, 'x', 'data', null, null, 0, null),
    (4, 'copy', 1, 'x', 'x@x', 'fr', 'x', 'x', 'x', 9, '4', 'sending', 1, '', 1, 1, null, 'x', '', 1, 2, 1, null),
    (5, 'test', null, 'x', 'x@x', 'en', 'x', 'x', '', 0, '5', 'sent', 1, '', 1, 1, 1, '', '', null, null, 1, null);
insert into audit (id, at, actor, actor_kind, os_user, ssh_client, ssh_key, action, object_kind, object_id, object_label,
    before, after, hash) values (0, 1, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x'), (7, 1, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'y');
insert into import_mapping (header_hash, header, mapping, saved_at) values ('x', 'x', 'x', 1);
insert into statistics_snapshot (id, at, author, scope, state, totals, job_id) values
    (1, 1, 'x', 'part', 'complete', 'x', 1), (2, 2, 'x', 'whole', 'open', 'x', null), (3, 2, 'x', 'whole', 'cancelled', 'x', null);
insert into statistics_line (establishment_number, first_snapshot, until_snapshot, zone_number, denomination, cause,
    last_sign_in_at, staff, staff_connected, learners, learners_connected, evaluations, evaluations_recent, grades,
    grades_recent, enrolled, in_progress, completed, waiting, to_confirm, suspended, overbooked, size_bytes, sign_in_mode) values
    (1, 1, 9223372036854775807, 1, 'x', '', null, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 'password'),
    (8, 1, 9223372036854775807, 1, 'x', 'x', 4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 'cas');
insert into statistics_member (snapshot_id, establishment_number) values (1, 1);
insert into statistics_known (establishment_number, fingerprint, oldest_recent) values (1, 'x', null), (8, 'x', 1);
insert into export (file, establishment_number, taken_at, size_bytes, sha256, schema_version, job_id, job_position, why, tables, held)
    values ('x', 1, 1, 7, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 1, 2, 'export', '', 'x'),
    ('B', 1, 1, 8, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 0, 0, 'before-delete', '', 'x');
update counter set last = 3 where name = 'job';
insert into erased (lineage, account_id, at, actor, receipt, sha256) values ('x', 1, 1, 'x', 'x', 'x'), ('x', 2, 2, 'y', 'x', 'y'),
    ('y', 1, 2, 'y', 'x', 'y');
insert into erasing (establishment_number, account_id, owner, names) values (1, 1, 'x', 'x'), (8, 0, '', 'y');
insert into audit_erased (entry_id, erased_by, residue) values (1, 2, 'x'), (1, 3, 'y');

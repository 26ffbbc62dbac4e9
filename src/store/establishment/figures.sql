select identity.number, identity.credential_hash, identity.sign_in_mode,
    person.*, made.*, (select count(*) from grade), graded.*,
    (select count(*) from enrolment where status = 'enrolled'),
    (select count(*) from enrolment where status = 'in-progress'),
    (select count(*) from enrolment where status = 'completed'),
    (select count(*) from enrolment where status = 'waiting'),
    (select count(*) from enrolment where status = 'to-confirm'),
    (select count(*) from enrolment where status = 'suspended'),
    (select count(*) from enrolment where status = 'overbooked')
from identity,
    (select
        max(last_sign_in_at),
        count(case when category = 'staff' then 1 end),
        count(case when category = 'staff' and last_sign_in_at >= $1 then 1 end),
        count(case when category = 'learner' then 1 end),
        count(case when category = 'learner' and last_sign_in_at >= $1 then 1 end),
        min(case when last_sign_in_at >= $1 then last_sign_in_at end)
        from account where left_at is null) as person,
    (select count(*), count(case when created_at >= $1 then 1 end), min(case when created_at >= $1 then created_at end)
        from evaluation) as made,
    (select count(*), min(entered_at) from grade where entered_at >= $1) as graded

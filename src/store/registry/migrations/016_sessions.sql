-- Sessions in the words in which establishments' own databases have them: whose one is may be anybody who can act.
alter table session rename to session_before;
create table session (
    id integer primary key,
    -- Whose, as a job says who authorised it.
    actor_kind text not null,
    actor_id integer not null,
    actor text not null,
    os_user text not null,
    ssh_client text not null,
    ssh_key text not null,
    started_at integer not null,
    last_seen_at integer not null,
    ended_at integer,
    end_reason text not null,
    check ((ended_at is null) = (end_reason = ''))
) strict;
create index session_open on session (actor_kind, actor_id, id) where ended_at is null;
insert into session (id, actor_kind, actor_id, actor, os_user, ssh_client, ssh_key, started_at, last_seen_at, ended_at,
        end_reason)
    select session_before.id, 'webmaster', webmaster_id, login, os_user, ssh_client, ssh_key, started_at, last_seen_at,
        ended_at, case when ended_at is null then '' when end_reason = '' then 'ended' else end_reason end
        from session_before join webmaster on webmaster.id = webmaster_id;
drop table session_before;

create index lockout_day on lockout (day_start);

-- What the registry has too, in the same words: sessions of its people, and tries to sign in that failed. Of what is
-- exported neither goes on where it is put, be it here: sessions end there, since nobody sits in them, and tries are forgotten.
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

create table lockout (
    login text not null,
    -- '=' and the key, or '*' for all of them.
    ssh_key text not null,
    failures integer not null,
    tries integer not null,
    day_start integer not null,
    locked_until integer not null,
    primary key (login, ssh_key)
) strict, without rowid;
create index lockout_day on lockout (day_start);

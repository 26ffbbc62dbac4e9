-- Tries are counted by login and SSH key, and by login alone ('*'). A login that belongs to nobody may be a password that
-- was typed into the wrong field: from now on a mark stands for it, and what was kept in clear goes.
drop table lockout;
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

-- Days of registration that were read from a year of two digits.
update establishment set registered_on = '20' || substr(registered_on, 3)
    where registered_on >= '0000-01-01' and registered_on < '0070-01-01';
update establishment set registered_on = '19' || substr(registered_on, 3)
    where registered_on >= '0070-01-01' and registered_on < '0100-01-01';

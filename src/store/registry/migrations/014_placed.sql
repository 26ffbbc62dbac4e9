-- What was placed last in each establishment, whatever becomes of the reports of the jobs that did it: from which file,
-- where that stands in the order of what came of the establishment (0: it was deleted since), and when.
create table placed (
    establishment_number integer primary key,
    file text not null,
    sha256 text not null,
    done_order integer not null,
    at integer not null
) strict;

-- How an export stands to what its establishment held since: 'made' here, in the order; 'adopted' from a folder, by its own
-- word; 'undone': of content that somebody undid, in which nobody has lived on.
alter table export add column standing text not null default 'made' check (standing in ('made', 'adopted', 'undone'));
update export set standing = 'undone' where job_id in (select id from job where kind = 'undo-restore');

-- Of what no job made nobody knows whether it was adopted.
update export set standing = 'adopted' where job_id = 0;

-- What jobs have placed no statement can read in their reports: whoever opens the registry next does so.
insert into host_setting (name, value, rev) values ('known-credentials', 'to-be-added', 1) on conflict (name) do nothing;

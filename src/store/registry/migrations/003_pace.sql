-- When a mail was last given to the server, whatever became of it: the pace holds over restarts and processes.
alter table outbox add column tried_at integer not null default 0;
create index outbox_tried on outbox (tried_at);

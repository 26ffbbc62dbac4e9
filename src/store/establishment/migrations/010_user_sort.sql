-- Who has a role in a department, for those who look for all of one: without it every role is read.
create index account_role_department on account_role (department, valid_until, account_id);

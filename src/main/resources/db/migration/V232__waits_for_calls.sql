-- Whether a grant waits for calls of the budget of its application, and for nothing else.
alter table access_grant add column waits_for_calls boolean not null default false;

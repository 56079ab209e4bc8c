-- How often in a row a look at a pair has failed: what cannot be read is looked at less and less often.
alter table access_pair add column failed_looks int not null default 0;

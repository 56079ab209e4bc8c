-- Writes of ours that got no answer and may take effect later: the role that each would leave (null for none) and when
-- it was begun. A pair without grants is watched too, as long as one is outstanding.
alter table access_pair add column intended_at timestamptz;
alter table access_pair add column late_roles text[] not null default '{}';
alter table access_pair add column late_since timestamptz[] not null default '{}';
alter table access_pair add constraint late_writes_have_times check (cardinality(late_roles) = cardinality(late_since));
-- What was begun before is as old as the last reading.
update access_pair set intended_at = read_at where intending;
alter table access_pair add constraint intended_has_time check (intending = (intended_at is not null));

-- A reading of a pair that had grants a moment ago may be an old one too, and is made twice before it is believed.
alter table access_pair drop constraint only_open_pairs_are_suspected;

-- The newest grant of a pair that is over, for whose sake a late write is undone.
create index access_grant_ended on access_grant (principal_id, resource_id, account, ended_at desc) where state = 'ENDED';

-- No query uses it since access is listed in the order of accounts.
drop index access_grant_in_force;

-- Grants that somebody took away by hand and that wait for a decision.
alter table access_grant add column set_aside_at timestamptz;
alter table access_grant add constraint only_what_was_in_force_is_set_aside check (
  set_aside_at is null or state in ('ACTIVE', 'REVOKING', 'ENDED'));

-- A reading that is neither ours nor yet believed; whether a person was told to do what is intended; when to look again.
alter table access_pair add column suspected_role text;
alter table access_pair add column suspected_at timestamptz;
alter table access_pair add column by_hand boolean not null default false;
alter table access_pair add column due_at timestamptz;
alter table access_pair add constraint only_open_pairs_are_suspected check (open or suspected_at is null);
create index access_pair_due on access_pair (due_at) where due_at is not null;

-- What was read, written and read back for each grant that came into force, was put right, or ended.
create table access_receipt (
  id             uuid primary key,
  grant_id       uuid not null references access_grant (id),
  action         text not null check (action in ('ACTIVATED', 'REPAIRED', 'ENDED')),
  means          text not null check (means in ('NOTHING', 'WRITE', 'BY_HAND', 'RESOURCE_GONE')),
  before_role    text,
  written_role   text,
  explicit_role  text,
  effective_role text,
  other_paths    text[] not null default '{}',
  residual       boolean not null default false,
  at             timestamptz not null,
  check (not residual or action = 'ENDED'),
  check (written_role is null or means = 'WRITE')
);

create index access_receipt_by_grant on access_receipt (grant_id, id);

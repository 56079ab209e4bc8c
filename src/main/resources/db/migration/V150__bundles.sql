-- What can be asked for as one.
create table bundle (
  name        text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  description text not null check (length(description) <= 2000),
  mode        text not null check (mode in ('ALL_OR_NOTHING', 'BEST_EFFORT')),
  owners      text[] not null,
  source      text not null check (source in ('API', 'FILE')),
  defined_by  text not null,
  defined_at  timestamptz not null
);

create table bundle_entitlement (
  bundle      text not null references bundle (name) on delete cascade,
  position    integer not null check (position >= 0),
  resource_id uuid not null references resource (id),
  role        text not null,
  primary key (bundle, position),
  unique (bundle, resource_id)
);

-- Somebody has asked for several entitlements as one; each is an access request of its own.
create table bundle_request (
  id               uuid primary key,
  bundle           text,
  mode             text not null check (mode in ('ALL_OR_NOTHING', 'BEST_EFFORT')),
  requester        text not null references principal (id),
  beneficiary      text not null references principal (id),
  duration_seconds bigint not null check (duration_seconds > 0),
  justification    text not null check (length(justification) between 1 and 2000),
  ticket           text check (length(ticket) between 1 and 64),
  size             integer not null check (size > 0),
  state            text not null check (state in ('OPEN', 'AGREED', 'IN_FORCE', 'PARTLY_IN_FORCE', 'NOT_GRANTED',
                     'UNDOING', 'UNDONE', 'ENDED')),
  reason           text,
  -- The part that kept the others from holding.
  failed_part      uuid references access_request (id),
  submitted_at     timestamptz not null,
  settled_at       timestamptz,
  ended_at         timestamptz,
  looked_at        timestamptz not null,
  constraint undone_for_a_reason check (state not in ('UNDOING', 'UNDONE') or reason is not null),
  constraint all_or_nothing_is_never_partly_in_force check (mode = 'BEST_EFFORT' or state not in ('PARTLY_IN_FORCE',
    'NOT_GRANTED')),
  constraint best_effort_is_never_undone check (mode = 'ALL_OR_NOTHING' or state not in ('AGREED', 'UNDOING',
    'UNDONE')),
  constraint bundle_over_means_ended_at check ((state in ('NOT_GRANTED', 'UNDONE', 'ENDED')) = (ended_at is not null))
);

create index bundle_request_by_requester on bundle_request (requester, id desc);
create index bundle_request_by_beneficiary on bundle_request (beneficiary, id desc);
create index bundle_request_by_state on bundle_request (state, id desc);
create index bundle_request_open on bundle_request (looked_at) where state not in ('NOT_GRANTED', 'UNDONE', 'ENDED');

alter table access_request add column bundle_request_id uuid references bundle_request (id);
alter table access_request add column bundle_position integer check (bundle_position >= 0);
alter table access_request add constraint part_has_a_place check (
  (bundle_request_id is null) = (bundle_position is null) and (bundle_request_id is null or extends_grant is null));
create unique index access_request_by_bundle on access_request (bundle_request_id, bundle_position)
  where bundle_request_id is not null;

-- That a part has moved, told in its own transaction without touching the bundle, so that nobody waits for anybody.
-- A row goes when the bundle was looked at.
create table bundle_news (
  id             bigint generated always as identity primary key,
  bundle_request uuid not null
);

-- What outside systems tell through the API, for the policy to look at.

create table ticket (
  key        text primary key check (key ~ '^[A-Z0-9][A-Z0-9._-]{0,63}$'),
  status     text not null check (status in ('OPEN', 'IN_PROGRESS', 'CLOSED')),
  type       text check (length(type) between 1 and 100),
  assignee   text check (length(assignee) between 1 and 100),
  told_at    timestamptz not null,
  told_by    text not null,
  -- Closed, and what it justified is still to be ended.
  ending     boolean not null default false,
  check (status = 'CLOSED' or not ending)
);

create index ticket_ending on ticket (key) where ending;

-- When a ticket is closed, what it justified is looked for.
create index access_request_ticket on access_request (upper(btrim(ticket)))
  where ticket is not null and state not in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED');

create table on_call_schedule (
  name    text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  told_at timestamptz not null,
  told_by text not null
);

create table on_call_shift (
  schedule     text not null references on_call_schedule (name) on delete cascade,
  principal_id text not null references principal (id),
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  primary key (schedule, principal_id, starts_at),
  check (ends_at > starts_at)
);

create index on_call_shift_by_person on on_call_shift (principal_id, ends_at);

-- What a schedule is for: a whole application, or a resource and what is inside of it.
create table on_call_cover (
  schedule    text not null references on_call_schedule (name) on delete cascade,
  application text check (length(application) between 1 and 100),
  resource_id uuid references resource (id),
  unique nulls not distinct (schedule, application, resource_id),
  check ((application is null) <> (resource_id is null))
);

create table training (
  principal_id text not null references principal (id),
  name         text not null check (length(name) between 1 and 100),
  completed_on date not null,
  told_at      timestamptz not null,
  told_by      text not null,
  primary key (principal_id, name)
);

create table principal_risk (
  principal_id text primary key references principal (id),
  level        text not null check (level in ('LOW', 'MEDIUM', 'HIGH')),
  reason       text check (length(reason) between 1 and 500),
  told_at      timestamptz not null,
  told_by      text not null
);

create table resource_use (
  principal_id text not null references principal (id),
  resource_id  uuid not null references resource (id),
  application  text not null,
  used_at      timestamptz not null,
  primary key (principal_id, resource_id)
);

-- Whether anybody tells of uses in an application: without that nobody can be said never to have used it.
create index resource_use_by_application on resource_use (application);

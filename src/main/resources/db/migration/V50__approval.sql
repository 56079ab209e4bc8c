-- Steps of a request's route, and the decisions of people in them.
create table approval_step (
  id               uuid primary key,
  request_id       uuid not null references access_request (id),
  position         integer not null check (position >= 0),
  name             text not null,
  candidate_users  text[] not null,
  candidate_groups text[] not null,
  state            text not null check (state in ('PENDING', 'WAITING', 'APPROVED', 'DENIED', 'CLOSED')),
  opened_at        timestamptz,
  closed_at        timestamptz,
  reminders        integer not null default 0 check (reminders >= 0),
  user_task_key    bigint,
  version          integer not null,
  unique (request_id, position),
  check (cardinality(candidate_users) + cardinality(candidate_groups) > 0),
  check ((state = 'PENDING') = (opened_at is null) or state = 'CLOSED'),
  check ((state in ('APPROVED', 'DENIED', 'CLOSED')) = (closed_at is not null))
);

-- One step of a request waits at a time.
create unique index approval_step_waiting on approval_step (request_id) where state = 'WAITING';
create index approval_step_users on approval_step using gin (candidate_users) where state = 'WAITING';
create index approval_step_groups on approval_step using gin (candidate_groups) where state = 'WAITING';

create table approval_decision (
  id          uuid primary key,
  step_id     uuid not null unique references approval_step (id),
  request_id  uuid not null,
  requester   text not null,
  beneficiary text not null,
  decided_by  text not null references principal (id),
  verdict     text not null check (verdict in ('APPROVE', 'DENY')),
  comment     text check (length(comment) <= 2000),
  decided_at  timestamptz not null,
  foreign key (request_id, requester, beneficiary) references access_request (id, requester, beneficiary),
  -- Each person once in a request, and never for oneself or the one asked for.
  unique (request_id, decided_by),
  unique (id, request_id, verdict),
  constraint nobody_decides_for_themselves check (decided_by <> requester and decided_by <> beneficiary)
);

-- The decision that a request was approved by is one in this request, and a yes.
alter table access_request
  add column final_verdict text generated always as (case when final_decision is not null then 'APPROVE' end) stored,
  add constraint final_decision_exists foreign key (final_decision, id, final_verdict)
    references approval_decision (id, request_id, verdict);

-- Requests: the system of record. A wrong life cannot be stored.
create table access_request (
  id                   uuid primary key,
  requester            text not null references principal (id),
  beneficiary          text not null references principal (id),
  resource_id          uuid not null references resource (id),
  role                 text not null,
  duration_seconds     bigint not null check (duration_seconds > 0),
  whole_duration_seconds bigint not null check (whole_duration_seconds >= duration_seconds),
  justification        text not null check (length(justification) between 1 and 2000),
  ticket               text check (length(ticket) between 1 and 64),
  extends_grant        uuid,
  state                text not null check (state in ('SUBMITTED', 'EVALUATED', 'AWAITING_APPROVAL', 'APPROVED',
                         'PROVISIONING', 'ACTIVE', 'REVOKING', 'ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED')),
  end_reason           text check (end_reason in ('EXPIRED', 'RELEASED', 'REVOKED', 'EXTENDED')),
  rule                 text,
  reason               text,
  policy_version       text,
  policy_outcome       text check (policy_outcome in ('REFUSED', 'APPROVED', 'ROUTED')),
  facts                jsonb,
  policy_decision      jsonb,
  remind_after_seconds bigint check (remind_after_seconds > 0),
  decide_by            timestamptz,
  final_decision       uuid,
  submitted_at         timestamptz not null,
  decided_at           timestamptz,
  activated_at         timestamptz,
  expired_at           timestamptz,
  ended_at             timestamptz,
  process_instance_key bigint,
  process_seen_at      timestamptz,
  version              integer not null,
  unique (id, requester, beneficiary),
  -- No state past the approval without a rule that approves or a person's decision.
  constraint approved_by_rule_or_person check (
    state in ('SUBMITTED', 'EVALUATED', 'AWAITING_APPROVAL', 'DENIED', 'CANCELLED', 'LAPSED')
    or (rule is not null and policy_version is not null
        and (policy_outcome = 'APPROVED' or (policy_outcome = 'ROUTED' and final_decision is not null)))),
  constraint end_reason_only_at_the_end check (
    (state in ('REVOKING', 'ENDED')) = (end_reason is not null)),
  constraint over_means_ended_at check (
    (state in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED')) = (ended_at is not null)),
  constraint extension_is_no_grant check (extends_grant is null or state not in ('ACTIVE', 'REVOKING'))
);

create index access_request_by_requester on access_request (requester, id desc);
create index access_request_by_beneficiary on access_request (beneficiary, id desc);
create index access_request_by_resource on access_request (resource_id, id desc);
create index access_request_by_state on access_request (state, id desc);
create index access_request_open on access_request (id)
  where state not in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED');

-- What the engine must be told; a row goes when the engine has taken it.
create table process_outbox (
  id              bigint generated always as identity primary key,
  request_id      uuid not null references access_request (id),
  command         text not null check (command in ('START', 'START_AGAIN', 'COMPLETE_STEP', 'CANCEL', 'END_GRANT', 'MOVE_END')),
  step_id         uuid,
  correlation_id  text,
  created_at      timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts        integer not null default 0 check (attempts >= 0),
  last_error      text,
  check ((command = 'COMPLETE_STEP') = (step_id is not null))
);

create index process_outbox_due on process_outbox (next_attempt_at, id);

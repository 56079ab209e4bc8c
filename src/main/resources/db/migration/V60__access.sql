-- Grants and the ledger of who holds what, pair by pair.
create table access_grant (
  id               uuid primary key,
  request_id       uuid not null unique references access_request (id),
  principal_id     text not null references principal (id),
  resource_id      uuid not null references resource (id),
  account          text not null,
  role             text not null,
  duration_seconds bigint not null check (duration_seconds > 0),
  state            text not null check (state in ('PROVISIONING', 'ACTIVE', 'REVOKING', 'ENDED', 'FAILED')),
  opened_at        timestamptz not null,
  activated_at     timestamptz,
  expires_at       timestamptz,
  end_reason       text check (end_reason in ('EXPIRED', 'RELEASED', 'REVOKED')),
  ended_by         text,
  revoking_since   timestamptz,
  ended_at         timestamptz,
  failed_attempts  integer not null default 0 check (failed_attempts >= 0),
  next_attempt_at  timestamptz,
  last_error       text,
  version          integer not null,
  -- Once in force a grant has an end, and not more than a year away.
  constraint in_force_has_an_end check ((state in ('PROVISIONING', 'FAILED')) = (activated_at is null)
    and (activated_at is null) = (expires_at is null)),
  constraint end_is_after_start check (expires_at > activated_at and expires_at <= activated_at + interval '366 days'),
  constraint ending_has_reason check ((state in ('REVOKING', 'ENDED')) = (end_reason is not null and revoking_since is not null)),
  constraint ended_at_known check ((state = 'ENDED') = (ended_at is not null))
);

create index access_grant_by_principal on access_grant (principal_id, id desc);
create index access_grant_by_resource on access_grant (resource_id, id desc);
create index access_grant_by_state on access_grant (state, id desc);
create index access_grant_live on access_grant (principal_id, resource_id)
  where state in ('PROVISIONING', 'ACTIVE', 'REVOKING');
create index access_grant_live_by_resource on access_grant (resource_id, id desc)
  where state in ('PROVISIONING', 'ACTIVE', 'REVOKING');
create index access_grant_expiring on access_grant (expires_at) where state = 'ACTIVE';
create index access_grant_retry on access_grant (next_attempt_at) where state in ('REVOKING', 'PROVISIONING');

alter table access_request
  add constraint extended_grant_exists foreign key (extends_grant) references access_grant (id);

-- One row for each pair ever provisioned, and for each account that the principal had meanwhile. While open, baseline is what stands without any grant.
create table access_pair (
  principal_id   text not null references principal (id),
  resource_id    uuid not null references resource (id),
  account        text not null,
  open           boolean not null,
  baseline_role  text,
  confirmed_role text,
  intending      boolean not null default false,
  intended_role  text,
  -- Whatever Hallpass wrote since the pair was opened: never to be mistaken for an administrator's change.
  written_roles  text[] not null default '{}',
  effective_role text,
  read_at        timestamptz not null,
  primary key (principal_id, resource_id, account),
  check (intending or intended_role is null),
  check (open or not intending)
);

create index access_pair_open on access_pair (read_at) where open;

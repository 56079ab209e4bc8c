-- Permissions that somebody has changed by hand.
create table drift_finding (
  id             uuid primary key,
  -- Whose access it is, where that is known; a group's or everybody's is nobody's.
  principal_id   text references principal (id),
  resource_id    uuid not null references resource (id),
  application    text not null,
  holder_kind    text not null check (holder_kind in ('ACCOUNT', 'GROUP', 'EVERYBODY')),
  account        text not null,
  kind           text not null check (kind in ('REMOVED', 'LOWERED', 'ADDED', 'RAISED')),
  expected_role  text,
  found_role     text,
  -- What stands without any grant once it is put right.
  standing_role  text,
  response       text not null check (response in ('REPORT', 'RESTORE', 'REVOKE')),
  state          text not null check (state in ('OPEN', 'RESOLVED')),
  resolution     text check (resolution in ('RESTORED', 'ACCEPTED', 'REVOKED', 'GONE_BY_ITSELF')),
  grants         uuid[] not null,
  found_at       timestamptz not null,
  resolved_at    timestamptz,
  resolved_by    text,
  comment        text check (length(comment) <= 2000),
  -- What somebody, or the settings, ordered and the application has not yet been brought to.
  ordered         text check (ordered in ('RESTORED', 'REVOKED')),
  ordered_by      text,
  next_attempt_at timestamptz,
  attempts        integer not null default 0 check (attempts >= 0),
  last_error      text,
  constraint ordered_by_somebody check ((ordered is null) = (ordered_by is null)),
  constraint ordered_is_attempted check ((state = 'OPEN' and ordered is not null) = (next_attempt_at is not null)),
  constraint only_accounts_are_people check (principal_id is null or holder_kind = 'ACCOUNT'),
  constraint resolved_is_told check ((state = 'RESOLVED') = (resolution is not null)
    and (resolution is null) = (resolved_at is null) and (resolved_at is null) = (resolved_by is null)),
  constraint it_differs check (expected_role is distinct from found_role),
  constraint kind_fits check ((kind = 'ADDED') = (expected_role is null) and (kind = 'REMOVED') = (found_role is null))
);

create unique index drift_finding_open on drift_finding (resource_id, holder_kind, account, kind) where state = 'OPEN';
create index drift_finding_by_state on drift_finding (state, id desc);
create index drift_finding_by_resource on drift_finding (resource_id, id desc);
create index drift_finding_by_principal on drift_finding (principal_id, id desc);
create index drift_finding_by_application on drift_finding (application, id desc);
create index drift_finding_open_by_application on drift_finding (application, kind) where state = 'OPEN';
create index drift_finding_due on drift_finding (next_attempt_at) where next_attempt_at is not null;

-- Maintainers see what was changed by hand on their resources.
create index resource_maintainers on resource using gin (maintainers);

-- What the ledger knows of the permissions on one resource, account by account.
create index access_pair_by_resource on access_pair (resource_id, account);
create index access_grant_in_force_by_account on access_grant (resource_id, account collate "C", id)
  where state in ('ACTIVE', 'REVOKING');

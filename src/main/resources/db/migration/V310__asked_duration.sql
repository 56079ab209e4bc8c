-- What was asked for, where the policy gives less; and how it was asked for.
alter table access_request
  add column asked_duration_seconds bigint check (asked_duration_seconds > duration_seconds),
  add column accept_shorter boolean not null default true,
  add column emergency boolean not null default false;

-- How often a grant was extended.
create index access_request_extensions on access_request (extends_grant) where extends_grant is not null;

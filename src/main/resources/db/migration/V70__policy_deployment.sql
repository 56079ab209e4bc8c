-- Which policy a process version is bound to; requests keep the version that they began under.
create table policy_deployment (
  process_definition_key bigint primary key,
  process_version        integer not null,
  -- Unknown for a process version that was deployed by somebody else.
  decision_key           bigint,
  decision_version       integer,
  checksum               text check (length(checksum) = 64),
  deployed_at            timestamptz not null,
  check ((decision_key is null) = (decision_version is null) and (decision_key is null) = (checksum is null))
);

create index policy_deployment_decision on policy_deployment (decision_key);

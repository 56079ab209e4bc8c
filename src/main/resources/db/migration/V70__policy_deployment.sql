-- Which policy a process version is bound to; requests keep the version that they began under.
create table policy_deployment (
  process_definition_key bigint primary key,
  process_version        integer not null,
  decision_key           bigint not null,
  decision_version       integer not null,
  checksum               text not null check (length(checksum) = 64),
  deployed_at            timestamptz not null
);

create index policy_deployment_decision on policy_deployment (decision_key);

-- The trail. Events are written in the transaction that they tell of; seals chain them afterwards, in the order in
-- which they are sealed, so that writers never wait for each other.
create table audit_event (
  id                   bigint generated always as identity primary key,
  event_id             uuid not null unique,
  occurred_at          timestamptz not null,
  type                 text not null,
  actor                text not null,
  principal            text,
  resource             text,
  request_id           uuid,
  grant_id             uuid,
  policy_version       text,
  rule                 text,
  process_instance_key bigint,
  process_element      text,
  correlation_id       text,
  details              jsonb not null check (jsonb_typeof(details) = 'object'),
  check (type <> '' and actor <> ''),
  check ((process_instance_key is null) = (process_element is null))
);

-- Pages go by time, newest first, so that each criterion goes together with a span of time.
create index audit_event_by_time on audit_event (occurred_at, id);
create index audit_event_by_actor on audit_event (actor, occurred_at, id);
create index audit_event_by_principal on audit_event (principal, occurred_at, id);
create index audit_event_by_resource on audit_event (resource, occurred_at, id);
create index audit_event_by_request on audit_event (request_id, occurred_at, id);
create index audit_event_by_type on audit_event (type, occurred_at, id);

-- Events not yet sealed; a row goes when its seal is there.
create table audit_unsealed (
  event bigint primary key references audit_event (id)
);

create table audit_seal (
  position      bigint primary key check (position > 0),
  event         bigint not null unique references audit_event (id),
  previous_hash text not null check (length(previous_hash) = 64),
  hash          text not null unique check (length(hash) = 64)
);

-- How long the chain is and how it ends: seals cut off at the end are missed by this.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null check (position >= 0),
  hash     text not null check (length(hash) = 64)
);

insert into audit_head (position, hash) values (0, repeat('0', 64));

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is only added to' using errcode = 'insufficient_privilege';
end $$;

-- Only what is sealed ceases to be unsealed.
create function refuse_to_lose_unsealed() returns trigger language plpgsql as $$
begin
  if exists (select 1 from gone where not exists (select 1 from audit_seal where audit_seal.event = gone.event)) then
    raise exception 'An event is unsealed until it is sealed' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- "Always": also for sessions that replay a replication, a usual way around triggers.
create trigger audit_event_only_grows before update or delete or truncate on audit_event
  for each statement execute function refuse_audit_change();
alter table audit_event enable always trigger audit_event_only_grows;

create trigger audit_seal_only_grows before update or delete or truncate on audit_seal
  for each statement execute function refuse_audit_change();
alter table audit_seal enable always trigger audit_seal_only_grows;

create trigger audit_unsealed_stays before update or truncate on audit_unsealed
  for each statement execute function refuse_audit_change();
alter table audit_unsealed enable always trigger audit_unsealed_stays;

create trigger audit_unsealed_goes_when_sealed after delete on audit_unsealed
  referencing old table as gone for each statement execute function refuse_to_lose_unsealed();
alter table audit_unsealed enable always trigger audit_unsealed_goes_when_sealed;

create trigger audit_head_stays before delete or truncate on audit_head
  for each statement execute function refuse_audit_change();
alter table audit_head enable always trigger audit_head_stays;

create trigger audit_head_moves_on before update on audit_head
  for each row when (new.position <= old.position) execute function refuse_audit_change();
alter table audit_head enable always trigger audit_head_moves_on;

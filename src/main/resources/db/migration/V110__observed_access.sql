-- Who holds what in the applications, as it was read, and how far the reading is.
alter table resource add column parent_id uuid references resource (id);
create index resource_parent on resource (parent_id);
create index resource_by_application on resource (application, id) where vanished_at is null;

create table observed_account (
  application  text not null,
  account      text collate "C" not null,
  display_name text not null,
  email        text,
  active       boolean not null,
  -- The start of the last pass that it was seen in.
  seen_at      timestamptz not null,
  -- Since when a complete pass has not seen it any more.
  left_at      timestamptz,
  primary key (application, account)
);

-- One row for each role given on a resource itself. The members of a group are those who hold the role "member" on it.
create table observed_permission (
  resource_id  uuid not null references resource (id) on delete cascade,
  holder_kind  text not null check (holder_kind in ('ACCOUNT', 'GROUP', 'EVERYBODY')),
  holder       text collate "C" not null,
  application  text not null,
  display_name text not null,
  role         text not null,
  since        timestamptz not null,
  primary key (resource_id, holder_kind, holder)
);

create index observed_permission_by_holder on observed_permission (application, holder_kind, holder, resource_id);

-- The pages of a resource that were read so far; compared with what was known when the last one is there.
create table observed_page_item (
  resource_id  uuid not null references resource (id) on delete cascade,
  holder_kind  text not null,
  holder       text collate "C" not null,
  display_name text not null,
  role         text not null,
  primary key (resource_id, holder_kind, holder)
);

-- When the permissions of a resource were read, and when they are to be; one row for each that has not vanished.
create table resource_reading (
  resource_id  uuid primary key references resource (id) on delete cascade,
  application  text not null,
  kind         text not null,
  -- The last attempt, successful or not.
  attempted_at timestamptz,
  -- The last complete reading; what is observed is of then.
  read_at      timestamptz,
  -- Somebody wants it read before its turn.
  wanted_since timestamptz,
  -- When the application was last asked whether the resource is still there at all.
  presence_at  timestamptz,
  problem      text
);

create index resource_reading_turn on resource_reading (application, kind, attempted_at nulls first, resource_id);
create index resource_reading_wanted on resource_reading (application, wanted_since) where wanted_since is not null;

insert into resource_reading (resource_id, application, kind)
  select id, application, kind from resource where vanished_at is null;

-- How far the reading of each application is: one row, stored in the transaction of each page.
create table discovery (
  application        text primary key,
  version            bigint not null default 0,
  lease_owner        uuid,
  lease_until        timestamptz,
  paused_until       timestamptz,
  failures           integer not null default 0 check (failures >= 0),
  problem            text,
  -- The pass over all lists.
  phase              text not null default 'WAITING' check (phase in ('WAITING', 'RESOURCES', 'ACCOUNTS', 'PRESENCE')),
  kind               text check (kind in ('WORKSPACE', 'PROJECT', 'REPOSITORY', 'GROUP')),
  cursor             text,
  -- Kinds that could not be read to their end in this pass: nothing of them is taken for gone.
  incomplete         text[] not null default '{}',
  phase_done         integer not null default 0,
  phase_total        integer,
  pass_started_at    timestamptz,
  pass_found         integer not null default 0,
  pass_changed       integer not null default 0,
  pass_vanished      integer not null default 0,
  pass_calls         integer not null default 0,
  lists_wanted       boolean not null default false,
  lists_complete_at  timestamptz,
  lists_cost         integer not null default 0,
  accounts_complete_at timestamptz,
  -- The resource whose permissions are being read.
  reading_resource   uuid,
  reading_cursor     text,
  reading_started_at timestamptz,
  next_turn_at       timestamptz,
  -- The full discovery.
  full_running       boolean not null default true,
  full_started_at    timestamptz,
  full_complete_at   timestamptz,
  full_done          integer not null default 0,
  full_calls         bigint not null default 0,
  check ((phase = 'RESOURCES') = (kind is not null)),
  check ((phase = 'WAITING') or pass_started_at is not null),
  check ((reading_resource is null) = (reading_started_at is null))
);

-- Roles that come with a resource: of the public where it is open to it, of the account that it belongs to. They are
-- stored with the resource when a list shows it, not with its permissions.
alter table observed_permission drop constraint observed_permission_holder_kind_check;
alter table observed_permission add constraint observed_permission_holder_kind_check
  check (holder_kind in ('ACCOUNT', 'GROUP', 'EVERYBODY', 'PUBLIC', 'OWNER'));

-- What applications have told of by webhooks, until each was read; and which deliveries were taken.
create table told_resource (
  application text not null,
  kind        text not null check (kind in ('WORKSPACE', 'PROJECT', 'REPOSITORY', 'GROUP')),
  external_id text not null,
  path        text not null,
  told_at     timestamptz not null,
  primary key (application, kind, external_id)
);

create table webhook_delivery (
  application text not null,
  digest      text not null,
  taken_at    timestamptz not null,
  primary key (application, digest)
);

create index webhook_delivery_by_time on webhook_delivery (taken_at);

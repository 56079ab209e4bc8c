-- What access can be to. Identity is the application's own immutable id; paths and names may change.
create table resource (
  id            uuid primary key,
  application   text not null,
  kind          text not null check (kind in ('WORKSPACE', 'PROJECT', 'REPOSITORY', 'GROUP')),
  external_id   text not null,
  path          text not null,
  name          text not null,
  project       text,
  sensitivity   text not null check (sensitivity in ('PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'RESTRICTED')),
  owners        text[] not null,
  maintainers   text[] not null,
  tags          text[] not null,
  roles         text[] not null,
  -- The path under which the catalog file describes it: still its description after it was renamed.
  described_as  text,
  discovered_at timestamptz not null,
  vanished_at   timestamptz,
  unique (application, kind, external_id)
);

create index resource_by_path on resource (lower(path));
create index resource_by_name on resource (lower(name));
create index resource_owners on resource using gin (owners);
create index resource_tags on resource using gin (tags);

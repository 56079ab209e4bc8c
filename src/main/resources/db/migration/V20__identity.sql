-- People and service accounts, as the directory tells of them.
create table principal (
  id           text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$'),
  display_name text not null check (length(display_name) between 1 and 200),
  email        text not null check (length(email) <= 254),
  manager      text references principal (id) deferrable initially deferred,
  employment   text not null check (employment in ('EMPLOYEE', 'CONTRACTOR')),
  active       boolean not null,
  groups       text[] not null,
  on_call_for  text[] not null,
  check (manager <> id)
);

create index principal_groups on principal using gin (groups);

create table principal_account (
  principal_id text not null references principal (id),
  application  text not null,
  account      text not null,
  primary key (principal_id, application),
  -- Two people behind one account would be granted and revoked for each other.
  unique (application, account) deferrable initially deferred
);

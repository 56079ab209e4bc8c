-- Where people belong and work, as far as the directory tells.
alter table principal
  add column department text check (length(department) between 1 and 100),
  add column location   text check (length(location) between 1 and 100),
  add column team       text check (length(team) between 1 and 100),
  add column zone       text check (length(zone) between 1 and 100);

create index principal_team on principal (team) where active;
create index principal_manager on principal (manager) where active;

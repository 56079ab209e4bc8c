-- Who is not active any more and whose access and requests are still to be ended.
alter table principal add column leaving boolean not null default false;
update principal set leaving = true where not active;
create index principal_leaving on principal (id) where leaving;

alter table access_request drop constraint access_request_end_reason_check;
alter table access_request add constraint access_request_end_reason_check check (end_reason in ('EXPIRED', 'RELEASED',
  'REVOKED', 'RESOURCE_GONE', 'DRIFT', 'BUNDLE_UNDONE', 'LEAVER', 'EXTENDED'));
alter table access_grant drop constraint access_grant_end_reason_check;
alter table access_grant add constraint access_grant_end_reason_check check (end_reason in ('EXPIRED', 'RELEASED',
  'REVOKED', 'RESOURCE_GONE', 'DRIFT', 'BUNDLE_UNDONE', 'LEAVER'));

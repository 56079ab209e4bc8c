-- How often the permissions of a resource were read completely: one reading alone may have missed somebody who moved from
-- page to page while it was made, so what the second shows in addition is told and not taken away.
alter table resource_reading add column complete_readings int not null default 0;
-- Of what was read before this was counted, once is certain.
update resource_reading set complete_readings = 1 where read_at is not null;

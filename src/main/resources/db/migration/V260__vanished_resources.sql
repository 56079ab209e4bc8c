-- Each second it is looked for what is still granted on resources that are gone: there are few, among thousands.
create index resource_vanished on resource (id) where vanished_at is not null;

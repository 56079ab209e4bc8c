-- Access also ends when the ticket that justified it is closed.
alter table access_request drop constraint access_request_end_reason_check;
alter table access_request add constraint access_request_end_reason_check check (end_reason in ('EXPIRED', 'RELEASED',
  'REVOKED', 'RESOURCE_GONE', 'DRIFT', 'BUNDLE_UNDONE', 'LEAVER', 'TICKET_CLOSED', 'EXTENDED'));
alter table access_grant drop constraint access_grant_end_reason_check;
alter table access_grant add constraint access_grant_end_reason_check check (end_reason in ('EXPIRED', 'RELEASED',
  'REVOKED', 'RESOURCE_GONE', 'DRIFT', 'BUNDLE_UNDONE', 'LEAVER', 'TICKET_CLOSED'));

-- Access also ends when its resource is gone, was taken away by hand, or was a part of a bundle that did not hold.
alter table access_request drop constraint access_request_end_reason_check;
alter table access_request add constraint access_request_end_reason_check check (end_reason in ('EXPIRED', 'RELEASED',
  'REVOKED', 'RESOURCE_GONE', 'DRIFT', 'BUNDLE_UNDONE', 'EXTENDED'));
alter table access_grant drop constraint access_grant_end_reason_check;
alter table access_grant add constraint access_grant_end_reason_check check (end_reason in ('EXPIRED', 'RELEASED',
  'REVOKED', 'RESOURCE_GONE', 'DRIFT', 'BUNDLE_UNDONE'));

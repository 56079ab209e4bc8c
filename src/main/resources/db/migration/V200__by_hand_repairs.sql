-- What was changed by hand in an application that Hallpass only reads is put right by hand too. Such an order may be
-- about somebody with no request, or about an account that is nobody's.
alter table by_hand_order alter column request_id drop not null;
alter table by_hand_order add column principal_id text references principal (id);
alter table by_hand_order drop constraint by_hand_order_purpose_check;
alter table by_hand_order add constraint by_hand_order_purpose_check check (purpose in ('GRANT', 'REVOKE', 'REPAIR'));
alter table by_hand_order add constraint only_repairs_have_no_request check (request_id is not null or purpose = 'REPAIR');

-- One at a time for one account on one resource.
create unique index by_hand_order_one_repair on by_hand_order (resource_id, account)
  where purpose = 'REPAIR' and state in ('OPEN', 'REPORTED');

-- A group that is gone may go by another name now, which only a person can find out.
alter table by_hand_order drop constraint by_hand_order_purpose_check;
alter table by_hand_order add constraint by_hand_order_purpose_check
  check (purpose in ('GRANT', 'REVOKE', 'REPAIR', 'CHECK'));

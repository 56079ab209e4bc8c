-- What people have to do in an application because Hallpass cannot or may not: one order for each grant that is to come
-- or to go, open until the application shows that it was done.
create table by_hand_order (
  id            uuid primary key,
  request_id    uuid not null references access_request (id),
  purpose       text not null check (purpose in ('GRANT', 'REVOKE')),
  state         text not null check (state in ('OPEN', 'REPORTED', 'CONFIRMED', 'WITHDRAWN')),
  resource_id   uuid not null references resource (id),
  account       text not null,
  role          text,
  instruction   text not null,
  fulfillers    text not null,
  asked_at      timestamptz not null,
  -- How often it was asked for again because the application did not show it.
  repeats       integer not null default 0 check (repeats >= 0),
  found_role    text,
  reported_by   text references principal (id),
  reported_at   timestamptz,
  outcome       text check (outcome in ('DONE', 'IMPOSSIBLE')),
  note          text check (length(note) between 1 and 2000),
  closed_at     timestamptz,
  user_task_key bigint,
  check ((reported_by is null) = (reported_at is null) and (reported_by is null) = (outcome is null)),
  check (state <> 'REPORTED' or reported_by is not null),
  check ((state in ('CONFIRMED', 'WITHDRAWN')) = (closed_at is not null))
);

-- One at a time for one purpose of one request, whoever asks and however often.
create unique index by_hand_order_one_open on by_hand_order (request_id, purpose) where state in ('OPEN', 'REPORTED');
create index by_hand_order_by_state on by_hand_order (state, id desc);
create index by_hand_order_by_request on by_hand_order (request_id, id);

alter table process_outbox drop constraint process_outbox_command_check;
alter table process_outbox add constraint process_outbox_command_check check (command in ('START', 'START_AGAIN',
  'COMPLETE_STEP', 'CANCEL', 'END_GRANT', 'MOVE_END', 'COMPLETE_BY_HAND', 'BUNDLE_MOVED'));
alter table process_outbox drop constraint process_outbox_check;
-- The step of a decision, or the order that was carried out by hand.
alter table process_outbox add constraint process_outbox_step_check check (
  (command in ('COMPLETE_STEP', 'COMPLETE_BY_HAND')) = (step_id is not null));

-- Answers to calls that carried an Idempotency-Key, each stored in the transaction of the effect it tells of. A row
-- without an answer is one whose transaction is still under way.
create table idempotency_key (
  principal_id text not null references principal (id),
  key          text not null check (length(key) between 1 and 128),
  target       text not null,
  body_hash    text not null check (length(body_hash) = 64),
  status       integer check (status between 200 and 299),
  location     text,
  answer       text,
  created_at   timestamptz not null,
  primary key (principal_id, key)
);

create index idempotency_key_by_age on idempotency_key (created_at);

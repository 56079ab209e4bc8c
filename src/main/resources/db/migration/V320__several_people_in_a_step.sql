-- A step may need several people who agree, and a comment with each decision.
alter table approval_step
  add column needed integer not null default 1 check (needed >= 1),
  add column comment_required boolean not null default false;

-- Each person still decides once in a request.
alter table approval_decision drop constraint approval_decision_step_id_key;
create index approval_decision_by_step on approval_decision (step_id);

-- Granted at once in an emergency; how often the grant may be extended.
alter table access_request
  add column break_glass boolean not null default false,
  add column maximum_extensions integer check (maximum_extensions >= 0),
  add constraint glass_breaks_in_emergencies check (not break_glass or (emergency and policy_outcome = 'APPROVED'));

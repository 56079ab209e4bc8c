-- Who has access to a resource now, person by person.
create index access_grant_in_force on access_grant (resource_id, principal_id, account, id)
  where state in ('ACTIVE', 'REVOKING');

-- An application may know an account by two immutable ids (Bitbucket Cloud: account id and UUID); the directory may name
-- either.
alter table observed_account add column other_id text collate "C";
create index observed_account_by_other_id on observed_account (application, other_id) where other_id is not null;

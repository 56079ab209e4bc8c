-- Some applications compare the names of accounts without regard to case; the directory may write them otherwise.
create index observed_account_by_spelling on observed_account (application, lower(account));

-- What changing a pair costs, as measured: sums that forget slowly, for the expected time of what waits.
create table ledger_pace (
  application text not null,
  urgency     text not null check (urgency in ('REVOCATION', 'GRANT', 'BACKGROUND')),
  pairs       double precision not null check (pairs >= 0),
  calls       double precision not null check (calls >= 0),
  seconds     double precision not null check (seconds >= 0),
  primary key (application, urgency)
);

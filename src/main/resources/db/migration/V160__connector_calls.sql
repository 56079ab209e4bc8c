-- How many calls of an application's hour have been claimed, by all instances, in each minute of the last hour. The
-- budget is the application's name and the user whose calls the application counts.
create table connector_call (
  budget text not null check (length(budget) between 1 and 1000),
  minute timestamptz not null check (extract(epoch from minute) = 60 * floor(extract(epoch from minute) / 60)),
  calls  integer not null check (calls > 0),
  primary key (budget, minute)
);

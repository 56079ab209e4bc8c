-- When what was read back last took the place of something else by our doing: for as long as readings may be old, one
-- that shows another role proves nothing.
alter table access_pair add column changed_at timestamptz;

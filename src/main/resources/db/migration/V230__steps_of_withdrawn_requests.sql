-- Steps of requests that were withdrawn before their approvers were released: nobody can decide them any more.
update approval_step s set state = 'CLOSED', closed_at = now(), version = s.version + 1
from access_request r
where r.id = s.request_id and r.state in ('CANCELLED', 'DENIED', 'LAPSED', 'FAILED', 'ENDED')
  and s.state in ('PENDING', 'WAITING');

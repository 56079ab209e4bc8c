package dev.hallpass.access;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored grants. */
interface GrantRows extends Repository<GrantEntity, UUID> {

    GrantEntity save(GrantEntity grant);

    Optional<GrantEntity> findById(UUID id);

    Optional<GrantEntity> findByRequestId(UUID requestId);

    List<GrantEntity> findByRequestIdIn(Collection<UUID> requestIds);

    List<GrantEntity> findByIdInOrderByIdDesc(Collection<UUID> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from GrantEntity g where g.id = :id")
    Optional<GrantEntity> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from GrantEntity g where g.requestId = :requestId")
    Optional<GrantEntity> lockByRequest(UUID requestId);

    /** The grants of one pair that are not over, in the order of their ids, locked. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
        select g from GrantEntity g where g.principalId = :principal and g.resourceId = :resource
        and g.account = :account and g.state in (dev.hallpass.access.GrantState.PROVISIONING, dev.hallpass.access.GrantState.ACTIVE,
                        dev.hallpass.access.GrantState.REVOKING)
        order by g.id
        """)
    List<GrantEntity> lockLive(String principal, UUID resource, String account);

    /** The grants of one pair that are not over. */
    @Query("""
        select g from GrantEntity g where g.principalId = :principal and g.resourceId = :resource
        and g.account = :account and g.state in (dev.hallpass.access.GrantState.PROVISIONING, dev.hallpass.access.GrantState.ACTIVE,
                        dev.hallpass.access.GrantState.REVOKING)
        """)
    List<GrantEntity> live(String principal, UUID resource, String account);

    /** The grants of one pair that are over, the last to end first. */
    @Query("select g from GrantEntity g where g.principalId = :principal and g.resourceId = :resource"
            + " and g.account = :account and g.state = dev.hallpass.access.GrantState.ENDED order by g.endedAt desc")
    List<GrantEntity> ended(String principal, UUID resource, String account, Limit limit);

    /** The grants on a resource that are not over, in the order of their ids, locked. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
        select g from GrantEntity g where g.resourceId = :resource and g.state in (dev.hallpass.access.GrantState.PROVISIONING, dev.hallpass.access.GrantState.ACTIVE,
                        dev.hallpass.access.GrantState.REVOKING)
        order by g.id
        """)
    List<GrantEntity> lockLiveOn(UUID resource);

    /** Resources that are known to be gone, on which grants still live. */
    @NativeQuery("""
        select r.id from resource r where r.vanished_at is not null and exists (select 1 from access_grant g
          where g.resource_id = r.id and g.state in ('PROVISIONING', 'ACTIVE', 'REVOKING')) limit 200
        """)
    List<UUID> liveOnVanished();

    /** Grants that the engine's timer should have ended by now, the longest overdue first. */
    @Query("select g from GrantEntity g where g.state = dev.hallpass.access.GrantState.ACTIVE"
            + " and g.expiresAt <= :due order by g.expiresAt")
    List<GrantEntity> overdue(Instant due, Limit limit);

    /** Grants whose permission may be half written and that nobody has settled in time. */
    @Query("select g from GrantEntity g where g.state = dev.hallpass.access.GrantState.PROVISIONING"
            + " and g.nextAttemptAt <= :now order by g.nextAttemptAt")
    List<GrantEntity> toProvision(Instant now, Limit limit);

    /** Grants whose taking back is to be tried now. */
    @Query("select g from GrantEntity g where g.state = dev.hallpass.access.GrantState.REVOKING"
            + " and g.nextAttemptAt <= :now order by g.nextAttemptAt")
    List<GrantEntity> toRevoke(Instant now, Limit limit);

    @Query("select count(g) from GrantEntity g where g.state = dev.hallpass.access.GrantState.REVOKING"
            + " and g.failedAttempts > 0")
    long countFailingRevocations();

    @Query("select count(g) from GrantEntity g where g.state = dev.hallpass.access.GrantState.PROVISIONING"
            + " and g.failedAttempts > 0")
    long countFailingGrants();
}

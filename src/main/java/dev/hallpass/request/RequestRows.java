package dev.hallpass.request;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored requests. */
interface RequestRows extends Repository<AccessRequestEntity, UUID> {

    /** Written at once, since rows stored without JPA refer to it. */
    AccessRequestEntity saveAndFlush(AccessRequestEntity request);

    Optional<AccessRequestEntity> findById(UUID id);

    List<AccessRequestEntity> findByIdInOrderByIdDesc(Collection<UUID> ids);

    List<AccessRequestEntity> findByBundleRequestInOrderByBundlePosition(Collection<UUID> bundleRequests);

    @Query("select r from AccessRequestEntity r where r.state = dev.hallpass.request.RequestState.SUBMITTED"
            + " and r.processSeenAt < :before order by r.id")
    List<AccessRequestEntity> unevaluatedSince(Instant before, Limit limit);

    /** Requests not yet over, oldest first, after the given one. */
    @Query(value = """
        select id from access_request
        where state not in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED') and id > :after
        order by id limit :limit
        """, nativeQuery = true)
    List<UUID> openAfter(UUID after, int limit);
}

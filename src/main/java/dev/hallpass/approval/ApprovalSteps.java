package dev.hallpass.approval;

import dev.hallpass.request.RequestId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored steps. */
interface ApprovalSteps extends Repository<ApprovalStepEntity, UUID> {

    <S extends ApprovalStepEntity> List<S> saveAll(Iterable<S> steps);

    Optional<ApprovalStepEntity> findById(UUID id);

    @Query("select s.requestId from ApprovalStepEntity s where s.id = :id")
    Optional<UUID> requestIdOf(UUID id);

    List<ApprovalStepEntity> findByRequestIdOrderByPosition(UUID requestId);

    List<ApprovalStepEntity> findByRequestIdInOrderByPosition(Collection<UUID> requestIds);

    /**
     * Requests with a step that waits for this person and that they may decide, newest first, older than
     * {@code before}; with a requester, only what that one asked for.
     */
    @Query(value = """
        select s.request_id from approval_step s join access_request r on r.id = s.request_id
        where s.state = 'WAITING' and s.request_id < :before
          and (s.candidate_users @> array[:person]::text[] or s.candidate_groups && cast(:groups as text[]))
          and r.requester <> :person and r.beneficiary <> :person
          and (cast(:requester as text) is null or r.requester = cast(:requester as text))
          and not exists (select 1 from approval_decision d
            where d.request_id = s.request_id and d.decided_by = :person)
        order by s.request_id desc limit :limit
        """, nativeQuery = true)
    List<UUID> waitingFor(String person, String[] groups, @Nullable String requester, UUID before, int limit);

    /** The request of a step, read without the step itself: what is read before the lock may be old after it. */
    default RequestId requestOf(StepId id) {
        return requestIdOf(id.value())
                .map(RequestId::new)
                .orElseThrow(() -> new IllegalArgumentException("There is no approval step " + id));
    }

    /** A step that must be there. */
    default ApprovalStepEntity require(StepId id) {
        return findById(id.value()).orElseThrow(() -> new IllegalArgumentException("There is no approval step " + id));
    }

    /** The step of a request that waits. */
    default Optional<ApprovalStepEntity> waitingIn(RequestId id) {
        return findByRequestIdOrderByPosition(id.value()).stream()
                .filter(step -> step.state() == StepState.WAITING)
                .findFirst();
    }

    /** Nothing of the request will be decided any more. */
    default void closeAll(RequestId id, Instant now) {
        findByRequestIdOrderByPosition(id.value()).forEach(step -> step.close(now));
    }
}

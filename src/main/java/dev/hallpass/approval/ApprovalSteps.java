package dev.hallpass.approval;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stored steps. */
interface ApprovalSteps extends Repository<ApprovalStepEntity, UUID> {

    <S extends ApprovalStepEntity> List<S> saveAll(Iterable<S> steps);

    Optional<ApprovalStepEntity> findById(UUID id);

    @Query("select s.requestId from ApprovalStepEntity s where s.id = :id")
    Optional<UUID> requestOf(UUID id);

    List<ApprovalStepEntity> findByRequestIdOrderByPosition(UUID requestId);

    /** Requests with a step that waits for this person, newest first, older than {@code before}. */
    @Query(value = """
        select request_id from approval_step
        where state = 'WAITING' and request_id < :before
          and (candidate_users @> array[:person]::text[] or candidate_groups && cast(:groups as text[]))
        order by request_id desc limit :limit
        """, nativeQuery = true)
    List<UUID> waitingFor(String person, String[] groups, UUID before, int limit);
}

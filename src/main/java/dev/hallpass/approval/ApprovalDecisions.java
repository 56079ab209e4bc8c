package dev.hallpass.approval;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The stored decisions. */
interface ApprovalDecisions extends Repository<ApprovalDecisionEntity, UUID> {

    ApprovalDecisionEntity saveAndFlush(ApprovalDecisionEntity decision);

    List<ApprovalDecisionEntity> findByRequestIdOrderByDecidedAt(UUID requestId);

    List<ApprovalDecisionEntity> findByRequestIdInOrderByDecidedAt(Collection<UUID> requestIds);
}

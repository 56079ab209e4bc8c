package dev.hallpass.approval;

import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A stored decision; never changed. */
@SuppressWarnings("UnusedVariable") // stored, and read by queries only
@Entity
@Immutable
@Table(name = "approval_decision")
class ApprovalDecisionEntity {

    @Id
    private UUID id;

    private UUID stepId;
    private UUID requestId;
    private String requester;
    private String beneficiary;
    private String decidedBy;

    @Enumerated(EnumType.STRING)
    private Verdict verdict;

    private @Nullable String comment;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected ApprovalDecisionEntity() {}

    ApprovalDecisionEntity(
            AccessRequest request,
            StepId step,
            PrincipalId decidedBy,
            Verdict verdict,
            @Nullable String comment,
            Instant decidedAt) {
        this.id = TimeOrderedIds.next();
        this.stepId = step.value();
        this.requestId = request.id().value();
        this.requester = request.requester().value();
        this.beneficiary = request.beneficiary().value();
        this.decidedBy = decidedBy.value();
        this.verdict = verdict;
        this.comment = comment;
        this.decidedAt = decidedAt;
    }

    Decision toValue() {
        return new Decision(id, new StepId(stepId), new PrincipalId(decidedBy), verdict, comment, decidedAt);
    }
}

package dev.hallpass.approval;

import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.request.RequestId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The aggregate behind {@link ApprovalStep}: waits once, is decided once. */
@Entity
@DynamicUpdate
@Table(name = "approval_step")
class ApprovalStepEntity {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID requestId;

    @Column(updatable = false)
    private int position;

    @Column(updatable = false)
    private String name;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(updatable = false, columnDefinition = "text[]")
    private String[] candidateUsers;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(updatable = false, columnDefinition = "text[]")
    private String[] candidateGroups;

    @Column(updatable = false)
    private int needed;

    @Column(updatable = false)
    private boolean commentRequired;

    @Enumerated(EnumType.STRING)
    private StepState state;

    private @Nullable Instant openedAt;
    private @Nullable Instant closedAt;
    private int reminders;
    private @Nullable Long userTaskKey;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected ApprovalStepEntity() {}

    ApprovalStepEntity(RequestId request, int position, RouteStep step) {
        this.id = TimeOrderedIds.next();
        this.requestId = request.value();
        this.position = position;
        this.name = step.name();
        this.candidateUsers =
                step.candidateUsers().stream().map(PrincipalId::value).sorted().toArray(String[]::new);
        this.candidateGroups = step.candidateGroups().stream().sorted().toArray(String[]::new);
        this.needed = step.needed();
        this.commentRequired = step.commentRequired();
        this.state = StepState.PENDING;
    }

    StepState state() {
        return state;
    }

    void open(Instant now) {
        requireState(StepState.PENDING, "open");
        state = StepState.WAITING;
        openedAt = now;
    }

    /** An engine that lost its instances makes a new task for the same step. */
    void waitsAs(long taskKey) {
        userTaskKey = taskKey;
    }

    void forgetUserTask() {
        userTaskKey = null;
    }

    void reminded() {
        requireState(StepState.WAITING, "remind the approvers of");
        reminders++;
    }

    void decided(Verdict verdict, Instant now) {
        requireState(StepState.WAITING, "decide");
        state = verdict == Verdict.APPROVE ? StepState.APPROVED : StepState.DENIED;
        closedAt = now;
    }

    void close(Instant now) {
        if (state == StepState.PENDING || state == StepState.WAITING) {
            state = StepState.CLOSED;
            closedAt = now;
        }
    }

    private void requireState(StepState required, String action) {
        if (state != required) {
            throw new IllegalStateException("Cannot %s step %s, it is %s".formatted(action, id, state));
        }
    }

    ApprovalStep toValue() {
        Set<PrincipalId> users =
                Stream.of(candidateUsers).map(PrincipalId::new).collect(Collectors.toUnmodifiableSet());
        return new ApprovalStep(
                new StepId(id),
                new RequestId(requestId),
                position,
                name,
                users,
                Set.of(candidateGroups),
                state,
                openedAt,
                closedAt,
                reminders,
                userTaskKey,
                needed,
                commentRequired);
    }
}

package dev.hallpass.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.catalog.Sensitivity;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.Employment;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A request takes only the ways of the design, and says where it is when it refuses another. */
class RequestLifePropertyTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static final Map<RequestState, List<RequestState>> DESIGN = Map.of(
            RequestState.SUBMITTED, List.of(RequestState.EVALUATED, RequestState.CANCELLED),
            RequestState.EVALUATED,
                    List.of(
                            RequestState.AWAITING_APPROVAL,
                            RequestState.APPROVED,
                            RequestState.DENIED,
                            RequestState.CANCELLED),
            RequestState.AWAITING_APPROVAL,
                    List.of(RequestState.APPROVED, RequestState.DENIED, RequestState.CANCELLED, RequestState.LAPSED),
            RequestState.APPROVED,
                    List.of(RequestState.PROVISIONING, RequestState.FAILED, RequestState.ENDED, RequestState.CANCELLED),
            RequestState.PROVISIONING, List.of(RequestState.ACTIVE, RequestState.FAILED, RequestState.CANCELLED),
            RequestState.ACTIVE, List.of(RequestState.REVOKING),
            RequestState.REVOKING, List.of(RequestState.ENDED));

    private static final Map<RequestState, Consumer<AccessRequestEntity>> STEPS = steps();

    private static Map<RequestState, Consumer<AccessRequestEntity>> steps() {
        Map<RequestState, Consumer<AccessRequestEntity>> steps = new EnumMap<>(RequestState.class);
        steps.put(
                RequestState.EVALUATED,
                request -> request.evaluated(
                        new RequestEvaluation(RequestEvaluation.Outcome.ROUTED, "rule", "reason", "1", "{}", "{}")));
        steps.put(RequestState.AWAITING_APPROVAL, request -> request.awaitApproval(Duration.ofHours(4), NOW));
        steps.put(RequestState.APPROVED, request -> request.approved(UUID.randomUUID(), NOW));
        steps.put(RequestState.DENIED, request -> request.denied("no", NOW));
        steps.put(RequestState.CANCELLED, request -> request.closed(RequestState.CANCELLED, NOW));
        steps.put(RequestState.LAPSED, request -> request.closed(RequestState.LAPSED, NOW));
        steps.put(RequestState.PROVISIONING, AccessRequestEntity::provisioning);
        steps.put(RequestState.FAILED, request -> request.failed("no", NOW));
        steps.put(RequestState.ACTIVE, request -> request.active(NOW));
        steps.put(RequestState.REVOKING, request -> request.revoking(EndReason.EXPIRED, NOW));
        steps.put(RequestState.ENDED, request -> request.ended(NOW));
        return steps;
    }

    @Property
    void onlyTheWaysOfTheDesignCanBeTaken(@ForAll List<RequestState> tried) {
        AccessRequestEntity request = submitted();
        RequestState state = RequestState.SUBMITTED;
        for (RequestState next : tried) {
            Consumer<AccessRequestEntity> step = STEPS.get(next);
            if (step == null) {
                continue;
            }
            if (DESIGN.getOrDefault(state, List.of()).contains(next)) {
                step.accept(request);
                state = next;
            } else {
                assertThatThrownBy(() -> step.accept(request))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(state.name())
                        .hasMessageContaining(next.name());
            }
            assertThat(request.state()).isEqualTo(state);
            AccessRequest value = request.toValue();
            assertThat(value.endedAt() != null).isEqualTo(state.isFinal());
            assertThat(value.endReason() != null)
                    .isEqualTo(value.expiredAt() != null)
                    .isEqualTo(Set.of(RequestState.REVOKING, RequestState.ENDED).contains(state)
                            && value.activatedAt() != null);
        }
    }

    @Property
    void afterAnEndNothingHappens(@ForAll RequestState state) {
        assertThat(state.successors().isEmpty()).isEqualTo(state.isFinal());
        assertThat(state.successors()).containsExactlyInAnyOrderElementsOf(DESIGN.getOrDefault(state, List.of()));
    }

    private static AccessRequestEntity submitted() {
        Principal ada = new Principal(
                new PrincipalId("ada"), "Ada", "", Set.of(), null, Employment.EMPLOYEE, true, Set.of(), Map.of());
        Resource resource = new Resource(
                new ResourceId(UUID.randomUUID()),
                "acme",
                ResourceKind.REPOSITORY,
                "x",
                "acme/x",
                "{x}",
                Sensitivity.INTERNAL,
                Set.of(),
                Set.of(),
                Set.of(),
                List.of("read"),
                true,
                null);
        Duration hour = Duration.ofHours(1);
        return new AccessRequestEntity(
                UUID.randomUUID(),
                new RequestSubmission(ada, ada, resource, "read", hour, hour, "why", null),
                null,
                NOW);
    }
}

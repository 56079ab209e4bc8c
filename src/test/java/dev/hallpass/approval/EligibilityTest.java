package dev.hallpass.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.Employment;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import dev.hallpass.request.RequestTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may decide. */
class EligibilityTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final RequestId REQUEST = new RequestId(new UUID(1, 1));

    private static Principal person(String name, boolean active, String... groups) {
        return new Principal(
                new PrincipalId(name), name, "", Set.of(groups), null, Employment.EMPLOYEE, active, Set.of(), Map.of());
    }

    private static AccessRequest request(String requester, String beneficiary) {
        return new AccessRequest(
                REQUEST,
                new PrincipalId(requester),
                new PrincipalId(beneficiary),
                new ResourceId(new UUID(2, 2)),
                "write",
                Duration.ofHours(1),
                Duration.ofHours(1),
                "why",
                null,
                null,
                RequestState.AWAITING_APPROVAL,
                null,
                "rule",
                "reason",
                "1",
                "ROUTED",
                Duration.ofHours(4),
                NOW,
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                RequestTerms.USUAL);
    }

    private static ApprovalStep step() {
        return new ApprovalStep(
                new StepId(new UUID(3, 3)),
                REQUEST,
                0,
                "Owner",
                Set.of(new PrincipalId("grace"), new PrincipalId("ada"), new PrincipalId("ken")),
                Set.of("security"),
                StepState.WAITING,
                NOW,
                null,
                0,
                null,
                1,
                false);
    }

    private static Eligibility of(Principal person, String... decidedBefore) {
        return Eligibility.of(
                person,
                step(),
                request("ada", "ken"),
                List.of(decidedBefore).stream().map(PrincipalId::new).toList());
    }

    @Test
    void aCandidateByNameOrGroupMay() {
        assertThat(of(person("grace", true))).isEqualTo(new Eligibility(true, ""));
        assertThat(of(person("linus", true, "security", "engineering")).allowed())
                .isTrue();
        assertThat(of(person("grace", true), "linus").allowed()).isTrue();
    }

    @Test
    void whoIsNoCandidateMayNot() {
        assertThat(of(person("alan", true, "engineering")).allowed()).isFalse();
        assertThat(of(person("alan", true, "engineering")).reason()).contains("Owner");
        assertThat(of(person("alan", true, "Security")).allowed()).isFalse();
    }

    @Test
    void neitherWhoAsksNorWhoGetsItMayThoughTheTableNamesThem() {
        assertThat(of(person("ada", true, "security")).reason()).contains("own request");
        assertThat(of(person("ken", true, "security")).reason()).contains("of their own");
    }

    @Test
    void whoIsNotActiveMayNot() {
        assertThat(of(person("grace", false)).reason()).contains("active");
    }

    @Test
    void whoHasDecidedAnEarlierStepMayNotAgain() {
        assertThat(of(person("grace", true), "grace").reason()).contains("once");
    }
}

package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestEvaluation;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestSubmission;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of grants and the ledger say. */
abstract class AccessTest {

    static final Duration HOUR = Duration.ofHours(1);
    static final String PAYMENTS = "payments-api";

    /** Calls that read or write one person's explicit permission. */
    static final String EXPLICIT = "permissions-config/users";

    /** Calls that read the effective permission. */
    static final String EFFECTIVE = "/permissions/repositories/";

    @SuppressWarnings("NullAway.Init") // before all tests
    static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void clear() {
        context.clear();
    }

    static Grants grants() {
        return context.bean(Grants.class);
    }

    static void sweep() {
        context.bean(RevocationSweeper.class).sweep();
    }

    static Grant grantOf(RequestId request) {
        return grants().ofRequest(request).orElseThrow();
    }

    static String explicit(String person) {
        return context.bitbucket().explicit(PAYMENTS, "557058:" + person);
    }

    static void byHand(String person, String permission) {
        context.bitbucket().setPermission(PAYMENTS, "557058:" + person, permission);
    }

    static void fault(String json) {
        context.bitbucket().fault(json);
    }

    static void pass(Duration time) {
        context.clock().advance(time);
    }

    /** Somebody asks to keep a grant for longer, and the policy agrees. */
    static RequestId approvedExtension(Grant grant, Duration longer) {
        AccessRequests requests = context.bean(AccessRequests.class);
        String repository = context.jdbc()
                .sql("select name from resource where id = ?")
                .param(grant.resource().value())
                .query(String.class)
                .single();
        Grant now = grantOf(grant.request());
        Duration whole = Duration.between(
                        Objects.requireNonNull(now.activatedAt()), Objects.requireNonNull(now.expiresAt()))
                .plus(longer);
        RequestSubmission asked = context.submission(grant.principal().value(), repository, grant.role(), longer);
        RequestId extension = requests.submitExtension(
                new RequestSubmission(
                        asked.requester(),
                        asked.beneficiary(),
                        asked.resource(),
                        asked.role(),
                        longer,
                        whole,
                        asked.justification(),
                        asked.ticket()),
                grant.id().value());
        context.inTransaction(
                () -> requests.evaluated(extension, context.evaluation(RequestEvaluation.Outcome.APPROVED)));
        return extension;
    }

    static List<String> events(RequestId request) {
        return context.jdbc()
                .sql("select type from audit_event where request_id = ? order by id")
                .param(request.value())
                .query(String.class)
                .list();
    }

    static void assertOver(RequestId request) {
        assertThat(grantOf(request).state()).isEqualTo(GrantState.ENDED);
        assertThat(context.bean(AccessRequests.class).require(request).state()).hasToString("ENDED");
    }
}

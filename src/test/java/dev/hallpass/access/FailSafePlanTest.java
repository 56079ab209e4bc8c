package dev.hallpass.access;

import dev.hallpass.QueryPlans;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Limit;

/** What the fail-safe asks each second reads no more than it finds, however much there is of all else. */
class FailSafePlanTest {

    private static final int BATCH = 200;
    private static final QueryPlans PLANS = ManyGrants.stored();

    @SuppressWarnings("NullAway.Init") // before all tests
    private static GrantRows grants;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Instant now;

    /** 50 grants are overdue, the taking back of 20 and the provisioning of 5,000 is due, and two of 4,200 resources are gone. */
    @BeforeAll
    static void storeWhatIsDue() {
        PLANS.store("""
            update access_grant set activated_at = now() - interval '2 days', expires_at = now() - interval '1 day'
            where state = 'ACTIVE' and substr(id::text, 34)::int < 5
            """);
        PLANS.store("""
            update access_grant set state = 'REVOKING', end_reason = 'EXPIRED', revoking_since = now(),
              next_attempt_at = now() - interval '1 minute', failed_attempts = 1
            where state = 'ACTIVE' and substr(id::text, 34) in ('501', '502')
            """);
        PLANS.store("""
            update access_grant set state = 'PROVISIONING', activated_at = null, expires_at = null,
              next_attempt_at = now() - interval '1 hour'
            where id > '019a0000-0000-7000-8000-000000035000' and state = 'ACTIVE'
            """);
        PLANS.store("""
            insert into resource (id, application, kind, external_id, path, name, sensitivity, owners, maintainers,
              tags, roles, discovered_at)
            select gen_random_uuid(), application, 'GROUP', external_id || '-' || i, path, name, sensitivity, owners,
              maintainers, tags, roles, discovered_at from resource cross join generate_series(1, 20) i
            """);
        PLANS.store("update resource set vanished_at = now() where external_id in ('7', '8')");
        PLANS.analyze();
        grants = PLANS.repository(GrantRows.class);
        now = Instant.now();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    @Test
    void whatIsOverdueIsReadFromTheIndexOfEnds() {
        QueryPlans.assertReadsAtMost(60, PLANS.of(() -> grants.overdue(now, Limit.of(BATCH))), "access_grant_expiring");
    }

    @Test
    void whatIsToBeRevokedIsReadPastEverythingThatIsToBeProvisioned() {
        QueryPlans.assertReadsAtMost(
                20, PLANS.of(() -> grants.toRevoke(now, Limit.of(BATCH))), "access_grant_by_state");
        QueryPlans.assertReadsAtMost(20, PLANS.of(grants::countFailingRevocations), "access_grant_by_state");
    }

    @Test
    void ofWhatIsToBeProvisionedOneBatchIsRead() {
        QueryPlans.assertReadsAtMost(
                BATCH, PLANS.of(() -> grants.toProvision(now, Limit.of(BATCH))), "access_grant_retry");
    }

    @Test
    void grantsOnVanishedResourcesAreLookedForOnThoseOnly() {
        QueryPlans.assertReadsAtMost(4, PLANS.of(grants::liveOnVanished), "resource_vanished");
    }
}

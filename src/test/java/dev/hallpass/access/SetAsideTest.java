package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of grants whose permission somebody takes away by hand, by the application's settings. */
class SetAsideTest extends AccessTest {

    private static void respond(String response) {
        context.restart(Map.of("hallpass.applications[0].drift", response));
    }

    private static void check(Grant grant) {
        context.bean(AccessLedger.class).check(new Pair(grant.principal(), grant.resource(), grant.account()));
    }

    private static boolean isSetAside(Grant grant) {
        return context.jdbc()
                .sql("select set_aside_at is not null from access_grant where id = ?")
                .param(grant.id().value())
                .query(Boolean.class)
                .single();
    }

    @ParameterizedTest(name = "{0}: granted write, set to {1} by hand: {2} meanwhile, {3} at the end")
    @CsvSource({
        "REPORT,  none,  none,  none",
        "REPORT,  read,  read,  read",
        "REPORT,  admin, admin, admin",
        "RESTORE, none,  write, none",
        "RESTORE, read,  write, read",
        "RESTORE, admin, admin, admin",
        "REVOKE,  none,  none,  none",
        "REVOKE,  read,  read,  read",
        "REVOKE,  admin, write, none",
    })
    void theSettingDecides(String response, String set, String meanwhile, String end) {
        respond(response);
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        byHand("ada", set);
        check(grant);
        assertThat(explicit("ada")).isEqualTo(meanwhile);
        assertThat(isSetAside(grant)).isEqualTo(response.equals("REPORT") && !set.equals("admin"));
        pass(HOUR);
        grants().takeBack(grant.request());

        assertThat(explicit("ada")).isEqualTo(end);
        assertOver(grant.request());
    }

    @Test
    void underRevokeTheGrantEndsForThatReason() {
        respond("REVOKE");
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        byHand("ada", "none");
        check(grant);

        assertThat(grantOf(grant.request()).endReason()).hasToString("DRIFT");
        assertOver(grant.request());
    }

    @Test
    void aGrantSetAsideCountsAgainWhenItIsExtendedOrRestored() {
        respond("REPORT");
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "none");
        check(grant);

        grants().provision(approvedExtension(grant, HOUR));
        check(grant);
        assertThat(explicit("ada")).isEqualTo("write");
        byHand("ada", "none");
        check(grant);
        assertThat(isSetAside(grant)).isTrue();
        context.bean(GrantChanges.class).restore(grant.id());
        check(grant);

        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(isSetAside(grant)).isFalse();
        pass(HOUR.multipliedBy(2));
        grants().takeBack(grant.request());
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void anotherGrantOnThePairCountsAsUsual() {
        respond("REPORT");
        Grant aside = context.granted("ada", PAYMENTS, "admin", HOUR);
        byHand("ada", "none");
        check(aside);

        Grant counting = context.granted("ada", PAYMENTS, "read", HOUR);

        assertThat(explicit("ada")).isEqualTo("read");
        assertThat(isSetAside(aside)).isTrue();
        assertThat(isSetAside(counting)).isFalse();
    }
}

package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.catalog.DiscoveryRun;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Data Center compares names without regard to case, and the directory may write them otherwise. */
class OtherSpellingTest {

    private static final String API = "PAY/api";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(
                0, null, Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json")));
        context = DomainContext.start(Map.ofEntries(
                Map.entry("hallpass.access.drift-confirmation", "PT3S"),
                Map.entry("hallpass.applications[1].name", "acme-dc"),
                Map.entry("hallpass.applications[1].type", "bitbucket-datacenter"),
                Map.entry("hallpass.applications[1].base-url", standIn.baseUrl()),
                Map.entry("hallpass.applications[1].drift", "REVOKE"),
                Map.entry("hallpass.applications[1].credentials[0].token", "bot-token"),
                Map.entry("hallpass.applications[1].credentials[1].user", "hallpass-bot"),
                Map.entry("hallpass.applications[1].credentials[1].token", "bot-password")));
    }

    @AfterAll
    static void stop() {
        context.close();
        standIn.close();
    }

    private static void readAll() {
        context.clock().advance(Duration.ofMinutes(1));
        DiscoveryRun.fully(context.application());
        context.clock().advance(Duration.ofMinutes(1));
        context.bean(DriftWatch.class).checkSuspects();
        context.bean(DriftOrders.class).carryOut();
        context.bean(RevocationSweeper.class).sweep();
    }

    private static int findings() {
        return context.bean(DriftFindings.class)
                .search(new DriftQuery(null, context.repository(API).id(), null, null, null, null, 50))
                .size();
    }

    @Test
    void whoIsWrittenOtherwiseInTheDirectoryIsTheSame() {
        DataCenterControl bitbucket = new DataCenterControl(standIn.baseUrl());
        context.jdbc().sql("""
            insert into principal_account (principal_id, application, account)
            values ('linus', 'acme-dc', 'LINUS'), ('ken', 'acme-dc', 'KEN')
            """).update();
        bitbucket.setByHand("Linus", API, "REPO_READ");
        readAll();

        Grant grant = context.granted("linus", API, "write", Duration.ofHours(1));
        context.granted("ken", API, "write", Duration.ofDays(1));
        readAll();
        assertThat(findings()).as("while the grants are in force").isZero();
        context.clock().advance(Duration.ofHours(2));
        context.bean(RevocationSweeper.class).sweep();
        readAll();
        readAll();

        assertThat(context.bean(Grants.class)
                        .ofRequest(grant.request())
                        .orElseThrow()
                        .state())
                .isEqualTo(GrantState.ENDED);
        assertThat(findings()).as("after the last grant of one of them").isZero();
        assertThat(bitbucket.permission("Linus", API)).isEqualTo("REPO_READ");
        assertThat(bitbucket.permission("ken", API)).isEqualTo("REPO_WRITE");
        assertThat(context.bean(EffectiveAccesses.class)
                        .of(context.repository(API), "KEN")
                        .account())
                .isEqualTo("ken");
    }
}

package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger when all goes well and administrators do as they like. */
class AccessLedgerTest extends AccessTest {

    @Test
    void aTemporaryWriteOverAStandingReadEndsAsRead() {
        byHand("ada", "read");

        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        assertThat(explicit("ada")).isEqualTo("write");
        pass(HOUR);

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(explicit("ada")).isEqualTo("read");
        assertOver(grant.request());
    }

    @Test
    void aStandingRoleAboveTheGrantIsNeverTouched() {
        byHand("ada", "admin");

        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        grants().takeBack(grant.request());

        assertThat(explicit("ada")).isEqualTo("admin");
        assertThat(context.bitbucket().outcomes()).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void overlappingGrantsNeverCutEachOtherShort() {
        Grant shortAdmin = context.granted("ada", PAYMENTS, "admin", HOUR);
        Grant longRead = context.granted("ada", PAYMENTS, "read", HOUR.multipliedBy(3));
        Grant write = context.granted("ada", PAYMENTS, "write", HOUR.multipliedBy(2));
        assertThat(explicit("ada")).isEqualTo("admin");

        pass(HOUR);
        grants().takeBack(shortAdmin.request());
        assertThat(explicit("ada")).isEqualTo("write");
        pass(HOUR);
        grants().takeBack(write.request());
        assertThat(explicit("ada")).isEqualTo("read");
        pass(HOUR);
        grants().takeBack(longRead.request());

        assertThat(explicit("ada")).isEqualTo("none");
    }

    @ParameterizedTest(name = "standing {0}, granted {1}, set to {2} by hand: {3} meanwhile, {4} at the end")
    @CsvSource({
        "none,  write, admin, admin, admin",
        "none,  write, read,  write, read",
        "read,  write, none,  write, none",
        "read,  write, admin, admin, admin",
        "admin, write, read,  write, read",
        "admin, write, none,  write, none",
        "write, admin, read,  admin, read",
    })
    void whatAnAdministratorSetsByHandIsKept(
            String standing, String granted, String byHand, String meanwhile, String end) {
        byHand("ada", standing);
        Grant first = context.granted("ada", PAYMENTS, granted, HOUR);

        byHand("ada", byHand);
        Grant second = context.granted("ada", PAYMENTS, granted, HOUR);
        assertThat(explicit("ada")).isEqualTo(meanwhile);
        pass(HOUR);
        grants().takeBack(first.request());
        grants().takeBack(second.request());

        assertThat(explicit("ada")).isEqualTo(end);
    }

    @Test
    void whatIsSetByHandAfterTheLastLookIsKeptToo() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        byHand("ada", "read");
        pass(HOUR);
        grants().takeBack(grant.request());

        assertThat(explicit("ada")).isEqualTo("read");
        assertThat(events(grant.request())).containsOnlyOnce("access.baseline-changed");
    }

    @Test
    void eachStateChangeHasExactlyOneEvent() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        grants().takeBack(grant.request());

        assertThat(events(grant.request()))
                .containsExactly(
                        "request.submitted",
                        "request.evaluated",
                        "request.approved",
                        "request.provisioning",
                        "grant.opened",
                        "access.baseline-noted",
                        "access.permission-written",
                        "request.active",
                        "grant.activated",
                        "request.revoking",
                        "grant.revoking",
                        "access.permission-written",
                        "request.ended",
                        "grant.ended");
    }

    @Test
    void repeatedJobsHaveOneEffect() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        assertThat(grants().provision(grant.request()))
                .isEqualTo(new Provisioned.InForce(Objects.requireNonNull(grant.expiresAt())));
        assertThat(grants().takeBack(grant.request()))
                .isEqualTo(new TakenBack.StillInForce(Objects.requireNonNull(grant.expiresAt())));
        pass(HOUR);
        grants().takeBack(grant.request());
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);

        assertThat(events(grant.request())).containsOnlyOnce("grant.activated", "grant.ended");
        assertThat(context.bitbucket().outcomes()).containsOnlyOnce("PUT 200").containsOnlyOnce("DELETE 204");
    }

    @Test
    void theClockRunsFromActivation() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        pass(Duration.ofMinutes(17));

        grants().provision(request);

        assertThat(grantOf(request).activatedAt()).isEqualTo(context.clock().instant());
        assertThat(grantOf(request).expiresAt())
                .isEqualTo(context.clock().instant().plus(HOUR));
    }

    @Test
    void anExtensionMovesTheEndAndOpensNoGap() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        RequestId extension = approvedExtension(grant, HOUR);

        assertThat(grants().provision(extension)).isInstanceOf(Provisioned.Extended.class);
        assertThat(grants().provision(extension)).isInstanceOf(Provisioned.Extended.class);
        pass(HOUR);

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.StillInForce.class);
        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(grants().ofRequest(extension)).isEmpty();
        pass(HOUR);
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(context.bitbucket().outcomes()).containsOnlyOnce("PUT 200");
    }

    @Test
    void ofTwoExtensionsAskedForAtOnceTheSecondIsNotAddedToWhatWasJudged() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        RequestId first = approvedExtension(grant, HOUR);
        RequestId second = approvedExtension(grant, HOUR);

        assertThat(grants().provision(first)).isInstanceOf(Provisioned.Extended.class);
        assertThat(grants().provision(second))
                .as("each was judged as two hours in all; together they would be three")
                .isInstanceOf(Provisioned.Failed.class);

        assertThat(Duration.between(
                        grantOf(grant.request()).activatedAt(),
                        grantOf(grant.request()).expiresAt()))
                .isEqualTo(HOUR.multipliedBy(2));
    }

    @Test
    void anExtensionOfWhatIsOverOrBeyondTheAbsoluteCeilingFails() {
        Grant over = context.granted("ada", PAYMENTS, "write", HOUR);
        RequestId tooLate = approvedExtension(over, HOUR);
        Grant thirtyDays = context.granted("ken", PAYMENTS, "write", Duration.ofDays(30));
        RequestId tooLong = approvedExtension(thirtyDays, Duration.ofSeconds(1));

        assertThat(grants().provision(tooLong)).isInstanceOf(Provisioned.Failed.class);
        pass(HOUR);
        assertThat(grants().provision(tooLate)).isInstanceOf(Provisioned.Failed.class);

        assertThat(grantOf(thirtyDays.request()).expiresAt()).isEqualTo(thirtyDays.expiresAt());
    }

    @Test
    void onlyTheHolderReleases() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        assertThatThrownBy(
                        () -> grants().release(grant.id(), context.person("ken").id()))
                .hasMessageContaining("holder");
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.ACTIVE);

        grants().release(grant.id(), grant.principal());
        grants().release(grant.id(), grant.principal());
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(events(grant.request())).containsOnlyOnce("grant.revoking");
    }

    @Test
    void whoHasNoAccountIsRefusedForGood() {
        RequestId request = context.approved("nora", PAYMENTS, "write", HOUR);

        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);

        assertThat(grants().ofRequest(request)).isEmpty();
        assertThat(events(request)).containsOnlyOnce("request.failed");
    }

    @Test
    void whoLeavesBetweenApprovalAndAccessGetsNone() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        context.jdbc()
                .sql("update principal set active = false where id = 'ada'")
                .update();
        try {
            assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
            assertThat(explicit("ada")).isEqualTo("none");
            assertThat(grants().ofRequest(request)).isEmpty();
        } finally {
            context.jdbc()
                    .sql("update principal set active = true where id = 'ada'")
                    .update();
        }
    }

    @Test
    void whoIsNoMemberIsRefusedForGoodAndNothingIsLeftOpen() {
        RequestId request = context.approved("vera", PAYMENTS, "write", HOUR);

        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.FAILED);

        pass(Duration.ofMinutes(1));
        sweep();
        assertThat(context.jdbc()
                        .sql("select count(*) from access_pair where open")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoLosesTheAccountMeanwhileIsProvedToBeWithoutAccess() {
        byHand("ada", "read");
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        context.bitbucket().deleteUser("557058:ada");
        pass(HOUR);

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertOver(grant.request());
    }

    @Test
    void whoseAccountWasCorrectedMeanwhileLosesWhatTheOldOneHad() {
        byHand("ivan", "read");
        Grant before = context.granted("ada", PAYMENTS, "write", HOUR);
        context.jdbc()
                .sql("delete from principal_account where principal_id = 'ivan'")
                .update();
        context.jdbc()
                .sql("update principal_account set account = '557058:ivan' where principal_id = 'ada'")
                .update();
        try {
            Grant after = context.granted("ada", PAYMENTS, "admin", HOUR.multipliedBy(3));
            assertThat(explicit("ada")).isEqualTo("write");
            assertThat(explicit("ivan")).isEqualTo("admin");
            pass(HOUR);
            grants().takeBack(before.request());
            assertThat(explicit("ada")).isEqualTo("none");
            assertThat(explicit("ivan")).isEqualTo("admin");
            pass(HOUR.multipliedBy(2));
            grants().takeBack(after.request());
            assertThat(explicit("ivan")).isEqualTo("read");
            assertThat(explicit("ada")).isEqualTo("none");
        } finally {
            context.restart();
        }
    }

    @Test
    void aRenamedRepositoryIsTheSameForItsGrants() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        context.bitbucket().renameRepository(PAYMENTS, "payments-service");
        pass(HOUR);

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(context.bitbucket().explicit("payments-service", "557058:ada"))
                .isEqualTo("none");
    }
}

package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.catalog.PathKind;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has what by which path: what was observed, and what the ledger knows better. */
class EffectiveAccessesTest extends AccessTest {

    private final Observed observed = new Observed(context);

    @BeforeEach
    void forgetWhatWasObserved() {
        observed.clear();
    }

    private static EffectiveAccesses accesses() {
        return context.bean(EffectiveAccesses.class);
    }

    private static Resource payments() {
        return context.repository(PAYMENTS);
    }

    private static Instant now() {
        return context.clock().instant();
    }

    private void holds(HolderKind kind, String holder, @Nullable String role) {
        observed.holds(payments().id(), kind, holder, role, now());
    }

    private static EffectiveAccess of(String person) {
        return accesses().of(payments(), "557058:" + person);
    }

    private static List<String> told(EffectiveAccess access) {
        return access.ways().stream()
                .map(way -> "%s %s %s"
                        .formatted(way.path().kind(), way.path().role(), way.isStanding() ? "standing" : "granted"))
                .toList();
    }

    @Test
    void standingAccessIsToldWithItsPaths() {
        ResourceId group = observed.resource(1, ResourceKind.GROUP, "developers", "member");
        observed.holds(group, HolderKind.ACCOUNT, "557058:ken", "member", now());
        holds(HolderKind.GROUP, group.toString(), "write");
        holds(HolderKind.ACCOUNT, "557058:ken", "read");

        EffectiveAccess access = of("ken");

        assertThat(told(access)).containsExactlyInAnyOrder("GROUP write standing", "OWN read standing");
        assertThat(access.effective()).isEqualTo("write");
        assertThat(access.withoutGrants()).isEqualTo("write");
        assertThat(access.explicit()).isEqualTo("read");
        assertThat(access.standing()).isEqualTo("read");
        assertThat(access.principal()).isEqualTo(new PrincipalId("ken"));
        assertThat(access.displayName()).isEqualTo("Ken");
    }

    @Test
    void theLedgerIsFresherThanWhatWasObservedOfAGrant() {
        holds(HolderKind.ACCOUNT, "557058:ada", null);
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        EffectiveAccess access = of("ada");

        assertThat(told(access)).containsExactly("OWN write granted");
        assertThat(access.ways().getFirst().grant()).isEqualTo(grantOf(grant.request()));
        assertThat(access.effective()).isEqualTo("write");
        assertThat(access.explicit()).isEqualTo("write");
        assertThat(access.standing()).isNull();
        assertThat(access.withoutGrants()).isNull();
    }

    @Test
    void aGrantWhoseRoleWasTakenAwayByHandGivesNothing() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        context.jdbc()
                .sql("update access_pair set confirmed_role = 'read', baseline_role = 'read', effective_role = 'read'")
                .update();

        assertThat(told(of("ada"))).containsExactly("OWN read standing");
        assertThat(of("ada").effective()).isEqualTo("read");
        assertThat(of("ada").grants()).extracting(Grant::id).containsExactly(grant.id());
    }

    @Test
    void whatStandsBelowAGrantIsToldBesideIt() {
        byHand("ada", "read");
        context.granted("ada", PAYMENTS, "write", HOUR);
        holds(HolderKind.ACCOUNT, "557058:ada", "write");

        assertThat(told(of("ada"))).containsExactlyInAnyOrder("OWN write granted", "OWN read standing");
        assertThat(of("ada").withoutGrants()).isEqualTo("read");
    }

    @Test
    void afterAGrantHasEndedAnOldReadingDoesNotShowItsAccess() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        holds(HolderKind.ACCOUNT, "557058:ada", "write");
        pass(Duration.ofSeconds(1));
        grants().release(grant.id(), grant.principal());
        grants().takeBack(grant.request());

        assertThat(of("ada").effective()).isNull();
        assertThat(accesses().onResource(payments(), null, 50).items()).isEmpty();
    }

    @Test
    void whatWasReadAfterAGrantHasEndedIsNewerThanTheLedger() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        grants().release(grant.id(), grant.principal());
        grants().takeBack(grant.request());
        pass(Duration.ofSeconds(1));
        holds(HolderKind.ACCOUNT, "557058:ada", "read");

        assertThat(told(of("ada"))).containsExactly("OWN read standing");
    }

    @Test
    void theAccountsOfAResourceComePageByPage() {
        holds(HolderKind.ACCOUNT, "557058:ken", "read");
        holds(HolderKind.ACCOUNT, "557058:vera", "admin");
        holds(HolderKind.ACCOUNT, "nobody-known", "write");
        context.granted("ruth", PAYMENTS, "read", HOUR);

        List<String> seen = new ArrayList<>();
        Slice<EffectiveAccess> page = accesses().onResource(payments(), null, 1);
        page.items().forEach(access -> seen.add(access.account()));
        while (page.nextCursor() != null) {
            page = accesses().onResource(payments(), page.nextCursor(), 1);
            page.items().forEach(access -> seen.add(access.account()));
        }

        assertThat(seen).containsExactly("557058:ken", "557058:ruth", "557058:vera", "nobody-known");
    }

    @Test
    void theResourcesOfAPersonComePageByPage() {
        holds(HolderKind.ACCOUNT, "557058:ada", "read");
        context.granted("ada", "docs-site", "write", HOUR);
        context.granted("ada", "web-shop", "write", HOUR);

        List<String> seen = new ArrayList<>();
        Slice<EffectiveAccess> page = accesses().ofPrincipal(new PrincipalId("ada"), null, 1);
        page.items().forEach(access -> seen.add(access.resource().name()));
        while (page.nextCursor() != null) {
            page = accesses().ofPrincipal(new PrincipalId("ada"), page.nextCursor(), 1);
            page.items().forEach(access -> seen.add(access.resource().name()));
        }

        assertThat(seen).containsExactlyInAnyOrder(PAYMENTS, "docs-site", "web-shop");
    }

    @Test
    void aGrantedMembershipMakesThePathByTheGroupAGrantedOne() {
        ResourceId group = observed.resource(1, ResourceKind.GROUP, "developers", "member");
        observed.holds(group, HolderKind.ACCOUNT, "557058:ada", "member", now());
        holds(HolderKind.GROUP, group.toString(), "write");
        context.jdbc()
                .sql("update observed_permission set display_name = 'developers' where holder_kind = 'GROUP'")
                .update();
        Grant other = context.granted("ada", "web-shop", "write", HOUR);
        context.jdbc()
                .sql("update access_grant set resource_id = ? where id = ?")
                .params(group.value(), other.id().value())
                .update();
        context.jdbc()
                .sql("update access_pair set resource_id = ? where account = '557058:ada'")
                .param(group.value())
                .update();

        EffectiveAccess access = of("ada");
        context.jdbc()
                .sql("set session_replication_role = replica; delete from access_grant; delete from access_pair;"
                        + " reset session_replication_role")
                .update();

        assertThat(told(access)).containsExactly("GROUP write granted");
        assertThat(access.ways().getFirst().path().kind()).isEqualTo(PathKind.GROUP);
        assertThat(access.withoutGrants()).isNull();
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        holds(HolderKind.ACCOUNT, "557058:ken", "read");
        holds(HolderKind.ACCOUNT, "557058:vera", "read");
        String cursor = accesses().onResource(payments(), null, 1).nextCursor();

        assertThatThrownBy(() -> accesses().ofPrincipal(new PrincipalId("ada"), cursor, 1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.field()).isEqualTo("cursor"));
    }
}

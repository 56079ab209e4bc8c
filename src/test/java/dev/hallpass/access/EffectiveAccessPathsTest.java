package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallpass.catalog.PathKind;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.PrincipalId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths that are easily missed, and accounts that have two ids. */
class EffectiveAccessPathsTest extends AccessTest {

    private static final String ADA = "557058:ada";
    private static final String OTHER_ID = "{a0000000-0000-4000-8000-00000000ada0}";

    private final Observed observed = new Observed(context);

    @BeforeEach
    void forgetWhatWasObserved() {
        observed.clear();
    }

    @AfterEach
    void adaHasHerAccountAgain() {
        directorySays("ada", ADA);
        context.jdbc().sql("update observed_account set other_id = null").update();
    }

    private static Resource payments() {
        return context.repository(PAYMENTS);
    }

    private static Instant now() {
        return context.clock().instant();
    }

    private static EffectiveAccess ofAda() {
        return context.bean(EffectiveAccesses.class).of(payments(), ADA);
    }

    private static void directorySays(String person, String account) {
        context.jdbc()
                .sql("update principal_account set account = ? where principal_id = ? and application = 'acme'")
                .params(account, person)
                .update();
    }

    private static void adaHasAnotherId() {
        context.jdbc().sql("""
            insert into observed_account (application, account, display_name, active, seen_at, other_id)
            values ('acme', ?, 'Ada', true, now(), ?)
            on conflict (application, account) do update set other_id = excluded.other_id
            """).params(ADA, OTHER_ID).update();
    }

    private static List<String> told(EffectiveAccess access) {
        return access.ways().stream()
                .map(way -> "%s %s %s"
                        .formatted(way.path().kind(), way.path().role(), way.isStanding() ? "standing" : "granted"))
                .toList();
    }

    @Test
    void whatTheApplicationReportsAndNoPathExplainsIsToldAsSuch() {
        context.granted("ada", PAYMENTS, "read", HOUR);
        context.jdbc().sql("update access_pair set effective_role = 'admin'").update();

        EffectiveAccess access = ofAda();

        assertThat(told(access)).containsExactly("OWN read granted", "UNTOLD admin standing");
        assertThat(access.effective()).isEqualTo("admin");
        assertThat(access.withoutGrants()).isEqualTo("admin");
    }

    @Test
    void whatIsOpenToThePublicAndWhomAProjectBelongsToIsTold() {
        ResourceId project = observed.resource(1, ResourceKind.PROJECT, "personal", "read", "write", "admin");
        observed.parent(payments().id(), project);
        observed.holds(project, HolderKind.OWNER, ADA, "admin", now());
        observed.holds(payments().id(), HolderKind.PUBLIC, "", "read", now());

        assertThat(told(ofAda())).containsExactly("OWNER admin standing", "PUBLIC read standing");
        assertThat(ofAda().effective()).isEqualTo("admin");
    }

    @Test
    void groupsOfTheSameNameAreToldApart() {
        ResourceId one = observed.resource(1, ResourceKind.GROUP, "developers", "member");
        ResourceId other = observed.resource(2, ResourceKind.GROUP, "developers", "member");
        observed.holds(one, HolderKind.ACCOUNT, ADA, "member", now());
        observed.holds(other, HolderKind.ACCOUNT, ADA, "member", now());
        observed.holds(payments().id(), HolderKind.GROUP, one.toString(), "read", now());
        observed.holds(payments().id(), HolderKind.GROUP, other.toString(), "write", now());

        assertThat(ofAda().ways())
                .extracting(way -> way.path().group(), way -> way.path().role())
                .containsExactly(tuple(other, "write"), tuple(one, "read"));
    }

    @Test
    void anAccountThatTheDirectoryNamesByItsOtherIdIsStillTheirs() {
        adaHasAnotherId();
        directorySays("ada", OTHER_ID);
        observed.holds(payments().id(), HolderKind.ACCOUNT, ADA, "read", now());
        EffectiveAccesses accesses = context.bean(EffectiveAccesses.class);

        assertThat(ofAda().principal()).isEqualTo(new PrincipalId("ada"));
        assertThat(accesses.of(payments(), OTHER_ID).account()).isEqualTo(ADA);
        assertThat(accesses.ofPrincipal(new PrincipalId("ada"), null, 50).items())
                .extracting(access -> access.resource().name(), EffectiveAccess::effective)
                .containsExactly(tuple(PAYMENTS, "read"));
    }

    @Test
    void aGrantToTheOtherIdIsToldOnceAndOfTheSameAccount() {
        context.granted("ada", PAYMENTS, "write", HOUR);
        adaHasAnotherId();
        for (String table : List.of("access_grant", "access_pair")) {
            context.jdbc()
                    .sql("update " + table + " set account = ? where account = ?")
                    .params(OTHER_ID, ADA)
                    .update();
        }
        observed.holds(payments().id(), HolderKind.ACCOUNT, ADA, "write", now());

        List<EffectiveAccess> all = context.bean(EffectiveAccesses.class)
                .onResource(payments(), null, 50)
                .items();

        assertThat(all).extracting(EffectiveAccess::account).containsExactly(ADA);
        assertThat(told(all.getFirst())).containsExactly("OWN write granted");
    }

    @Test
    void anAccountOfTwoPeopleIsNobodys() {
        adaHasAnotherId();
        directorySays("ken", OTHER_ID);
        observed.holds(payments().id(), HolderKind.ACCOUNT, ADA, "read", now());

        EffectiveAccess access = ofAda();
        directorySays("ken", "557058:ken");

        assertThat(access.principal()).isNull();
        assertThat(access.ways()).extracting(way -> way.path().kind()).containsExactly(PathKind.OWN);
    }

    @Test
    void whoHasNoAccountHasNoAccess() {
        context.jdbc()
                .sql("delete from principal_account where principal_id = 'ada' and application = 'acme'")
                .update();
        observed.holds(payments().id(), HolderKind.ACCOUNT, ADA, "read", now());

        List<EffectiveAccess> all = context.bean(EffectiveAccesses.class)
                .ofPrincipal(new PrincipalId("ada"), null, 50)
                .items();
        EffectiveAccess seen = ofAda();
        context.jdbc()
                .sql("insert into principal_account (principal_id, application, account) values ('ada', 'acme', ?)")
                .param(ADA)
                .update();

        assertThat(all).isEmpty();
        assertThat(seen.principal()).isNull();
        assertThat(seen.effective()).isEqualTo("read");
    }
}

package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading an application: what is known of it then. */
class DiscoveryTest extends DiscoveryScenario {

    @Test
    void everyPathToARoleIsTold() {
        application.have("of {ws}", new DiscoveredPermission(HolderKind.ACCOUNT, "cy", "Cy", "owner"));
        one.readAll();

        assertThat(one.access.of(find("{api}"), "ada").role()).isEqualTo("write");
        assertThat(one.access.of(find("{api}"), "ada").paths())
                .extracting(AccessPath::kind)
                .containsExactly(PathKind.PROJECT_GROUP, PathKind.OWN);
        assertThat(one.access.onResource(find("{api}").id(), null, 2))
                .extracting(AccountAccess::account)
                .containsExactly("ada", "bob");
        assertThat(one.access.onResource(find("{api}").id(), "bob", 2))
                .extracting(AccountAccess::account, AccountAccess::role)
                .containsExactly(tuple("cy", "admin"));
        assertThat(one.access.ofAccount(FakeApplication.NAME, "bob", null, 10))
                .extracting(found -> found.resource().externalId(), ResourceAccess::role)
                .containsExactlyInAnyOrder(
                        tuple("{pay}", "create-repo"), tuple("{api}", "write"), tuple("devs", "member"));
        assertThat(one.access.isMember(FakeApplication.NAME, "ada")).isTrue();
        assertThat(one.access.isMember(FakeApplication.NAME, "nobody")).isFalse();
        assertThat(one.progress().phase()).isEqualTo(DiscoveryPhase.WATCHING);
        assertThat(one.progress().completedAt()).isNotNull();
    }

    @Test
    void aRenamedAndMovedResourceStaysTheSame() {
        one.readAll();
        Resource before = find("{api}");
        application.have(
                "PROJECT",
                resource(ResourceKind.PROJECT, "{pay}", "fake/PAY", ResourceKind.WORKSPACE, "{ws}"),
                resource(ResourceKind.PROJECT, "{web}", "fake/WEB", ResourceKind.WORKSPACE, "{ws}"));
        application.have(
                "REPOSITORY", resource(ResourceKind.REPOSITORY, "{api}", "fake/new", ResourceKind.PROJECT, "{web}"));
        later(Duration.ofMinutes(15));

        Resource after = find("{api}");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.path()).isEqualTo("fake/new");
        assertThat(after.parent()).isEqualTo(find("{web}").id());
        assertThat(one.access.of(after, "bob").role()).isNull();
    }

    @Test
    void whatIsMissingIsGoneOnlyWithProofAndMayReturn() {
        application.have(
                "REPOSITORY",
                resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{pay}"),
                resource(ResourceKind.REPOSITORY, "{web}", "fake/web", ResourceKind.PROJECT, "{pay}"));
        one.readAll();
        application.have(
                "REPOSITORY", resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{pay}"));
        later(Duration.ofMinutes(15));
        assertThat(find("{web}").available()).isTrue();

        application.presence.put("{web}", Presence.GONE);
        later(Duration.ofMinutes(15));
        assertThat(find("{web}").available()).isFalse();
        assertThat(published).contains(new ResourceVanished(find("{web}").id()));

        application.have(
                "REPOSITORY",
                resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{pay}"),
                resource(ResourceKind.REPOSITORY, "{web}", "fake/web", ResourceKind.PROJECT, "{pay}"));
        later(Duration.ofMinutes(15));
        assertThat(find("{web}").available()).isTrue();
        assertThat(application.asked).contains("of {web}");
    }

    @Test
    void rightsThatWereLostTakeNothingAway() {
        one.readAll();
        application.have("REPOSITORY");
        application.presence.put("{api}", Presence.GONE);
        application.refusals.put("GROUP", new ConnectorException.Forbidden("no groups"));
        application.refusals.put("of {pay}", new ConnectorException.Forbidden("no permissions"));
        anew();

        assertThat(find("{api}").available()).isTrue();
        assertThat(find("devs").available()).isTrue();
        assertThat(application.asked).doesNotContain("presence {api}", "presence devs");
        assertThat(one.access.of(find("{api}"), "bob").role()).isEqualTo("write");
        assertThat(one.progress().unreadable()).isEqualTo(1);
    }

    @Test
    void whatChangedBetweenTwoReadingsIsPublished() {
        one.readAll();
        assertThat(published)
                .filteredOn(PermissionsRead.class::isInstance)
                .allSatisfy(
                        event -> assertThat(((PermissionsRead) event).first()).isTrue());
        application.have("of devs", new DiscoveredMember("bob"), new DiscoveredMember("cy"));
        application.have("of {api}", new DiscoveredPermission(HolderKind.ACCOUNT, "ada", "Ada", "admin"));
        anew();

        assertThat(differences("devs"))
                .containsExactly(
                        new PermissionDifference(HolderKind.ACCOUNT, "ada", "member", null),
                        new PermissionDifference(HolderKind.ACCOUNT, "cy", null, "member"));
        assertThat(differences("{api}"))
                .containsExactly(new PermissionDifference(HolderKind.ACCOUNT, "ada", "read", "admin"));
        assertThat(differences("{pay}")).isEmpty();
        assertThat(one.access.of(find("{api}"), "cy").role()).isEqualTo("write");
    }

    private List<PermissionDifference> differences(String externalId) {
        ResourceId id = find(externalId).id();
        return published.stream()
                .filter(event ->
                        event instanceof PermissionsRead read && read.resource().equals(id))
                .flatMap(event -> ((PermissionsRead) event).differences().stream())
                .toList();
    }
}

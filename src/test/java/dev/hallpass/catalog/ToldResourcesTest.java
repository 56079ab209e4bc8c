package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an application tells by itself. */
class ToldResourcesTest extends DiscoveryScenario {

    @Test
    void aSignedDeliveryHasItsResourceReadFirst() {
        one.readAll();
        assertThatThrownBy(() -> one.discoveries.told(FakeApplication.NAME, new WebhookDelivery(Map.of(), new byte[0])))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
        later(Duration.ZERO);
        assertThat(application.asked).isEmpty();

        application.have(
                "itself {api}", resource(ResourceKind.REPOSITORY, "{api}", "fake/new", ResourceKind.PROJECT, "{pay}"));
        WebhookDelivery delivery = new WebhookDelivery(Map.of("Signature", "x"), new byte[0]);
        one.discoveries.told(FakeApplication.NAME, delivery);
        later(Duration.ZERO);
        assertThat(application.asked).containsExactly("itself {api}", "of {api}");
        assertThat(find("{api}").path()).isEqualTo("fake/new");

        one.discoveries.told(FakeApplication.NAME, delivery);
        later(Duration.ZERO);
        assertThat(application.asked).as("the same delivery once more").isEmpty();
        later(Duration.ofMinutes(6));
        assertThat(application.asked)
                .as("the lists are read in their time only")
                .isEmpty();
    }

    private void tell(String body) {
        one.discoveries.told(
                FakeApplication.NAME,
                new WebhookDelivery(Map.of("Signature", "x"), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void oneThatIsGoneIsTakenOutAndReadNoMore() {
        one.readAll();
        application.refusals.put("itself {api}", new ConnectorException.NotFound("not there"));
        application.presence.put("{api}", Presence.GONE);

        tell("deleted");
        later(Duration.ZERO);

        assertThat(application.asked).containsExactly("itself {api}", "presence {api}");
        assertThat(find("{api}").available()).isFalse();
        assertThat(published).containsExactly(new ResourceVanished(find("{api}").id()));
    }

    @Test
    void oneThatIsMissingWithoutProofStays() {
        one.readAll();
        application.refusals.put("itself {api}", new ConnectorException.NotFound("not there, or hidden"));

        tell("deleted");
        later(Duration.ZERO);

        assertThat(find("{api}").available()).isTrue();
        later(Duration.ZERO);
        assertThat(application.asked).as("asked once").isEmpty();
    }

    @Test
    void oneInAProjectThatIsNotKnownYetHasTheListsReadSooner() {
        one.readAll();
        application.have(
                "PROJECT",
                resource(ResourceKind.PROJECT, "{pay}", "fake/PAY", ResourceKind.WORKSPACE, "{ws}"),
                resource(ResourceKind.PROJECT, "{new}", "fake/NEW", ResourceKind.WORKSPACE, "{ws}"));
        DiscoveredResource moved =
                resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{new}");
        application.have("itself {api}", moved);
        application.have("REPOSITORY", moved);

        tell("moved");
        later(Duration.ZERO);
        later(Duration.ofMinutes(5));

        assertThat(application.asked).contains("PROJECT");
        assertThat(find("{api}").parent()).isEqualTo(find("{new}").id());
    }

    @Test
    void anApplicationThatDoesNotAnswerIsAskedAgainLater() {
        one.readAll();
        application.refusals.put("itself {api}", new ConnectorException.Unavailable("down", Duration.ofMinutes(1)));
        tell("renamed");
        later(Duration.ZERO);
        application.refusals.clear();
        application.have(
                "itself {api}", resource(ResourceKind.REPOSITORY, "{api}", "fake/new", ResourceKind.PROJECT, "{pay}"));

        later(Duration.ofMinutes(2));

        assertThat(find("{api}").path()).isEqualTo("fake/new");
    }
}

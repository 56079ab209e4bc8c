package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.http.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTokenTest extends StandInTest {

    private static final URI ANYWHERE = URI.create("http://localhost:1/2.0");

    @Test
    void theTokenIsReadFromAFileAndANewOneNeedsNoRestart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old-token\n");
        Connector connector = connector(TestApplication.at(standIn.baseUrl()).tokenIn(file));
        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unauthenticated.class);

        Files.writeString(file, "demo-token\n");

        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");
    }

    @Test
    void aTokenFileThatCannotBeReadIsUnauthenticatedAndNamed(@TempDir Path folder) {
        Connector connector = connector(TestApplication.at(standIn.baseUrl()).tokenIn(folder.resolve("nothing")));

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unauthenticated.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void theTokenIsShownNowhere() {
        TestApplication application = TestApplication.at(ANYWHERE).credential("bot@acme.example", "very-secret");

        assertThat(application.settings().toString())
                .contains("bot@acme.example")
                .doesNotContain("very-secret");
        assertThat(Credential.allOf(application.settings()).toString()).doesNotContain("very-secret");
    }

    @Test
    void aTokenIsNeeded() {
        assertThatThrownBy(() -> connector(TestApplication.at(ANYWHERE).credential("bot@acme.example", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token");
    }

    @Test
    void theBaseAddressMustBeHttp() {
        assertThatThrownBy(() -> connector(TestApplication.at(URI.create("file:///etc"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base-url");
    }
}

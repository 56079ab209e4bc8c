package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramAndPageTest extends StandInHttpTest {

    @Test
    void thePageShowsWhoHoldsWhat() throws IOException, InterruptedException {
        String page = send(null, "GET", standIn.baseUrl().resolve("/").toString(), null)
                .body();

        assertThat(page).contains("payments-api", "<tr><td>Ada</td><td>read</td><td>read</td></tr>");
    }

    @Test
    void namesCannotBecomeMarkup(@TempDir Path folder) throws IOException, InterruptedException {
        Path seed = Files.writeString(
                folder.resolve("seed.json"),
                Files.readString(SEED).replace("\"Ada\"", "\"<script>alert('1')</script>&\""));
        try (BitbucketStandIn other = BitbucketStandIn.start(new BitbucketStandInSettings(0, null, seed))) {
            String page = send(null, "GET", other.baseUrl().resolve("/").toString(), null)
                    .body();

            assertThat(page)
                    .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;")
                    .doesNotContain("<script");
        }
    }

    @Test
    void argumentsAreReadInBothForms() {
        assertThat(BitbucketStandInProgram.settings("--port=9", "--folder", "data", "--seed=s.json"))
                .isEqualTo(
                        new BitbucketStandInSettings(9, Path.of("data", "bitbucket-changes.jsonl"), Path.of("s.json")));
        assertThat(BitbucketStandInProgram.settings()).isEqualTo(BitbucketStandInSettings.demo(8181, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--nonsense=1", "port=1", "--port=x"})
    void anArgumentThatIsNotUnderstoodIsRefused(String argument) {
        assertThatThrownBy(() -> BitbucketStandInProgram.settings(argument))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.hallpass.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of settings in {@code README.md} is the one of the code. */
class SettingsTableTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(hallpass\\.[^`]+)` \\| (?:`([^`]*)`)?[^|]*\\| .+ \\|$");

    /** Read by the schedules themselves, not through a record of settings. */
    private static final Set<String> SCHEDULES = Set.of(
            "hallpass.audit.seal-interval",
            "hallpass.audit.anchor-interval",
            "hallpass.camunda.evaluation-check-interval");

    @Test
    void eachSettingIsInTheTableWithItsDefault() throws IOException {
        Map<String, String> documented = documented();
        SCHEDULES.forEach(name -> assertThat(documented.remove(name)).as(name).isNotBlank());

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(KnownSettings.ofHallpass());
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            settings.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }
        return settings;
    }
}

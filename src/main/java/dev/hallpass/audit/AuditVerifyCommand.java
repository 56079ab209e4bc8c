package dev.hallpass.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verifies an exported trail with nothing but the file: {@code java -jar hallpass.jar verify-audit trail.jsonl}. */
public final class AuditVerifyCommand {

    /** The first argument that asks for this command. */
    public static final String NAME = "verify-audit";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AuditVerifyCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments what follows its name: the file
     * @return 0 if the chain is intact, 1 if it is broken, 2 if the command was called wrongly
     */
    public static int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1) {
            out.println("usage: verify-audit FILE   (an export of the whole trail as JSON Lines)");
            return 2;
        }
        Path file = Path.of(arguments.getFirst());
        try {
            AuditVerification result = verify(file);
            if (result.intact()) {
                out.printf("intact: %d events, head %s%n", result.events(), result.headHash());
                return 0;
            }
            out.printf(
                    "BROKEN at position %d%s: %s (%d events before it are intact)%n",
                    result.brokenAt(),
                    result.eventId() == null ? "" : ", event " + result.eventId(),
                    result.fault(),
                    result.events());
            return 1;
        } catch (IOException e) {
            out.printf("%s cannot be read: %s%n", file, e.getMessage());
            return 2;
        }
    }

    static AuditVerification verify(Path file) throws IOException {
        ChainCheck check = new ChainCheck();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            @Nullable String line = lines.readLine();
            while (line != null && !check.isBroken()) {
                checkLine(check, line);
                line = lines.readLine();
            }
        }
        return check.result();
    }

    private static void checkLine(ChainCheck check, String line) {
        try {
            JsonNode link = JSON.readTree(line);
            JsonNode event = link.path("event");
            check.next(
                    new AuditRecord.Seal(
                            link.path("position").asLong(-1),
                            link.path("previousHash").asString(""),
                            link.path("hash").asString("")),
                    event.path("id").asString(null),
                    event.isObject() ? HashChain.canonical(JSON.writeValueAsString(event)) : null);
        } catch (JacksonException | IllegalArgumentException e) {
            check.broken(check.events() + 1, null, "This line is no link of a chain.");
        }
    }
}

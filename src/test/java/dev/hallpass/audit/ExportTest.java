package dev.hallpass.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A trail that is exported to a file, and the offline command. */
abstract class ExportTest extends AuditTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    record Outcome(int exit, String said) {}

    Path export(AuditQuery query) throws IOException {
        Path file = folder.resolve("trail.jsonl");
        try (Writer writer = Files.newBufferedWriter(file)) {
            trail().export(query, writer);
        }
        return file;
    }

    static Outcome verify(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = AuditVerifyCommand.run(List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
        return new Outcome(exit, said.toString(StandardCharsets.UTF_8));
    }
}

package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

/** Not a single character of an export can be replaced unseen. */
class TamperedExportPropertyTest {

    private static final String TRAIL = trail();

    @Property(tries = 500)
    void anyOtherCharacterIsFound(
            @ForAll @IntRange(max = 4000) int where, @ForAll @CharRange(from = '!', to = '~') char other) {
        int position = where % TRAIL.length();
        Assume.that(TRAIL.charAt(position) != other);
        int line = (int) TRAIL.substring(0, position).lines().count();

        String said = verify(TRAIL.substring(0, position) + other + TRAIL.substring(position + 1));

        if (position == TRAIL.length() - 1) {
            line = 5;
        }
        assertThat(said).startsWith("BROKEN at position ");
        assertThat(said)
                .containsPattern("BROKEN at position (%d|%d)\\b".formatted(Math.max(1, line), Math.max(1, line) + 1));
    }

    private static String trail() {
        StringBuilder trail = new StringBuilder();
        String hash = HashChain.START;
        for (int position = 1; position <= 5; position++) {
            AuditRecord event = new AuditRecord(
                    position,
                    new UUID(7, position),
                    Instant.parse("2026-03-02T09:00:00Z").plusSeconds(position),
                    "approval.decided",
                    "grace",
                    "ada",
                    "payments-api",
                    new UUID(8, position),
                    null,
                    "3",
                    "owner-approves-write",
                    4711L,
                    "DecideRequest",
                    "call-1",
                    Map.of("verdict", "APPROVE", "position", position, "comment", "Good, do it"),
                    null);
            String next = HashChain.link(hash, HashChain.canonical(event.content()));
            trail.append(ExportLine.of(new AuditRecord.Seal(position, hash, next), event))
                    .append('\n');
            hash = next;
        }
        return trail.toString();
    }

    private static String verify(String text) {
        try {
            Path file = Files.createTempFile("trail", ".jsonl");
            try {
                Files.writeString(file, text);
                ByteArrayOutputStream said = new ByteArrayOutputStream();
                AuditVerifyCommand.run(List.of(file.toString()), new PrintStream(said, true, StandardCharsets.UTF_8));
                return said.toString(StandardCharsets.UTF_8);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

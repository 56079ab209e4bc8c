package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The export, and what the offline command says of it, whole and tampered with. */
class AuditExportTest extends AuditTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    private record Outcome(int exit, String said) {}

    private Path export(AuditQuery query) throws IOException {
        Path file = folder.resolve("trail.jsonl");
        try (Writer writer = Files.newBufferedWriter(file)) {
            trail().export(query, writer);
        }
        return file;
    }

    private static Outcome verify(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = AuditVerifyCommand.run(List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
        return new Outcome(exit, said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anUntouchedExportIsIntact() throws IOException {
        recordAndSeal(10);
        Path file = export(AuditQuery.all());

        Outcome outcome = verify(file.toString());

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.said())
                .startsWith("intact: 10 events, head " + trail().verify().headHash());
        assertThat(Files.readAllLines(file))
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).isEqualTo(HashChain.canonical(line)));
    }

    @Test
    void writtenAnotherWayItIsStillIntact() throws IOException {
        recordAndSeal(3);
        Path file = export(AuditQuery.all());
        List<String> others = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            ObjectNode link = (ObjectNode) JSON.readTree(line);
            ObjectNode other = JSON.createObjectNode();
            for (String name : List.of("hash", "event", "previousHash", "position")) {
                other.set(name, link.get(name));
            }
            others.add("  " + JSON.writeValueAsString(other).replace(":\"", " : \"") + " ");
        }
        Files.write(file, others);

        assertThat(verify(file.toString()).exit()).isZero();
    }

    @Test
    void onlyWhatIsSealedIsExported() throws IOException {
        recordAndSeal(2);
        record(event("later"));

        assertThat(Files.readAllLines(export(AuditQuery.all()))).hasSize(2);
        trail().seal();
        assertThat(Files.readAllLines(export(AuditQuery.all()))).hasSize(3);
    }

    @Test
    void anExportOfAPartIsNotTakenForTheWhole() throws IOException {
        recordAndSeal(5);
        Path file = export(new AuditQuery(null, null, "actor-3", null, null, null, null));

        Outcome outcome = verify(file.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.said()).contains("Position 1 is missing; 3 is there.");
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering("a changed actor", 4, lines -> change(lines, 4, "actor-4", "mallory")),
                tampering("a changed time", 4, lines -> change(lines, 4, "2026-03", "2026-04")),
                tampering("a changed detail", 4, lines -> change(lines, 4, "\"write\"", "\"read\"")),
                tampering("a removed member", 4, lines -> change(lines, 4, "\"principal\":\"ada\",", "")),
                tampering("an added member", 4, lines -> change(lines, 4, "\"event\":{", "\"event\":{\"x\":1,")),
                tampering("a second actor", 4, lines -> change(lines, 4, "\"event\":{", "\"event\":{\"actor\":\"m\",")),
                tampering(
                        "a second event",
                        4,
                        lines -> change(lines, 4, "{\"event\":{", "{\"event\":{\"actor\":\"m\"},\"event\":{")),
                tampering("a note beside the event", 4, lines -> change(lines, 4, "{\"event\"", "{\"a\":1,\"event\"")),
                tampering("another hash", 4, lines -> change(lines, 4, "\"hash\":\"", "\"hash\":\"0")),
                tampering("another hash before", 4, lines -> change(lines, 4, "\"previousHash\":\"", "$00")),
                tampering("no hash", 4, lines -> change(lines, 4, "\"hash\"", "\"hush\"")),
                tampering("another position", 4, lines -> change(lines, 4, "\"position\":4", "\"position\":40")),
                tampering("a position as text", 4, lines -> change(lines, 4, "\"position\":4", "\"position\":\"x\"")),
                tampering("no event", 4, lines -> change(lines, 4, "\"event\":{", "\"evens\":{")),
                tampering("a removed line", 4, lines -> edited(lines, copy -> copy.remove(3))),
                tampering("a removed first line", 1, lines -> edited(lines, copy -> copy.remove(0))),
                tampering("a line twice", 5, lines -> edited(lines, copy -> copy.add(4, copy.get(3)))),
                tampering("two lines swapped", 4, lines -> edited(lines, copy -> copy.add(3, copy.remove(4)))),
                tampering("an empty line", 4, lines -> edited(lines, copy -> copy.add(3, ""))),
                tampering("a line of something else", 4, lines -> edited(lines, copy -> copy.add(3, "# nothing"))),
                tampering("a list", 4, lines -> edited(lines, copy -> copy.add(3, "[]"))),
                tampering("null", 4, lines -> edited(lines, copy -> copy.add(3, "null"))),
                tampering(
                        "half a last line",
                        10,
                        lines -> edited(lines, copy -> copy.set(9, copy.get(9).substring(0, 60)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void eachTamperingIsFoundAndItsPlaceNamed(String what, int position, UnaryOperator<List<String>> tampering)
            throws IOException {
        recordAndSeal(10);
        Path file = export(AuditQuery.all());
        Files.write(file, tampering.apply(Files.readAllLines(file)));

        Outcome outcome = verify(file.toString());

        assertThat(outcome.exit()).as(what).isEqualTo(1);
        assertThat(outcome.said())
                .startsWith("BROKEN at position " + position)
                .contains("(%d events before it are intact)".formatted(position - 1));
    }

    @Test
    void aCutEndShowsInTheHead() throws IOException {
        recordAndSeal(10);
        Path file = export(AuditQuery.all());
        Files.write(file, Files.readAllLines(file).subList(0, 8));

        assertThat(verify(file.toString()).said())
                .startsWith("intact: 8 events")
                .doesNotContain(trail().verify().headHash());
    }

    @Test
    void aHeadThatWasKeptElsewhereAnchorsTheChain() throws IOException {
        recordAndSeal(5);
        String kept = "5:" + trail().verify().headHash();
        String start = "0:" + HashChain.START;
        recordAndSeal(5);
        Path file = export(AuditQuery.all());

        assertThat(verify(file.toString(), start, kept).said()).startsWith("intact: 10 events");

        Files.write(file, Files.readAllLines(file).subList(0, 4));
        assertThat(verify(file.toString(), kept).exit()).isEqualTo(1);
        assertThat(verify(file.toString(), kept).said())
                .startsWith("BROKEN at position 5: The chain should go on to position 5.");
    }

    @Test
    void aChainThatWasWrittenAnewDoesNotPassThroughTheHeadThatWasKept() throws IOException {
        recordAndSeal(5);
        String kept = "3:"
                + jdbc().sql("select hash from audit_seal where position = 3")
                        .query(String.class)
                        .single();
        emptyTrail();
        recordAndSeal(5);

        Outcome outcome = verify(export(AuditQuery.all()).toString(), kept);

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.said())
                .startsWith("BROKEN at position 3, event ")
                .contains("The hash that was kept of this position is another one.");
    }

    @Test
    void bytesThatAreNoTextAreABrokenLinkLikeAnyOther() throws IOException {
        recordAndSeal(3);
        Path file = export(AuditQuery.all());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] = (byte) 0xff;
        Files.write(file, bytes);

        assertThat(verify(file.toString()).said()).startsWith("BROKEN at position 2");
    }

    @Test
    void theExportIsReadThroughACursorWhileItIsWritten() {
        transaction().executeWithoutResult(status -> {
            for (int number = 0; number < 2500; number++) {
                trail().record(event("ada"));
            }
        });
        trail().seal();
        AtomicLong cursors = new AtomicLong();

        trail().export(AuditQuery.all(), new StringWriter() {
            @Override
            public void write(String line) {
                // The same transaction, so the same connection as that of the export.
                if (cursors.get() == 0) {
                    cursors.set(JdbcClient.create(dataSource())
                            .sql("select count(*) from pg_cursors where statement like 'select e.id%'")
                            .query(Long.class)
                            .single());
                }
            }
        });

        assertThat(cursors).hasValue(1);
    }

    /** Neither Spring nor a database driver is on this class path. */
    @Test
    void theCommandNeedsNothingButTheFile() throws Exception {
        recordAndSeal(3);
        Path file = export(AuditQuery.all());
        URL[] classPath = Stream.of(
                        AuditVerifyCommand.class,
                        JsonMapper.class,
                        JacksonException.class,
                        JsonProperty.class,
                        JsonCanonicalizer.class)
                .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);

        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (URLClassLoader alone = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Object exit = alone.loadClass(AuditVerifyCommand.class.getName())
                    .getMethod("run", List.class, PrintStream.class)
                    .invoke(null, List.of(file.toString()), new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(exit).isEqualTo(0);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("intact: 3 events");
    }

    @Test
    void aWrongCallIsAnsweredWithTwo() {
        assertThat(verify().exit()).isEqualTo(2);
        assertThat(verify("a", "b").exit()).isEqualTo(2);
        assertThat(verify("a", "b").said()).startsWith("usage");
        assertThat(verify(folder.resolve("missing").toString()).said()).contains("cannot be read");
        assertThat(verify(folder.resolve("missing").toString()).exit()).isEqualTo(2);
        assertThat(verify(folder.toString()).exit()).isEqualTo(2);
        assertThat(verify("\0").exit()).isEqualTo(2);
    }

    private static Arguments tampering(String what, int position, UnaryOperator<List<String>> change) {
        return Arguments.of(what, position, change);
    }

    private static List<String> change(List<String> lines, int line, String from, String to) {
        return edited(lines, copy -> {
            assertThat(copy.get(line - 1)).contains(from);
            copy.set(line - 1, copy.get(line - 1).replaceFirst(Pattern.quote(from), replacement(from, to)));
        });
    }

    private static String replacement(String from, String to) {
        return Matcher.quoteReplacement(to.startsWith("$") ? from + to.substring(1) : to);
    }

    private static List<String> edited(List<String> lines, Consumer<List<String>> edit) {
        List<String> copy = new ArrayList<>(lines);
        edit.accept(copy);
        return copy;
    }
}

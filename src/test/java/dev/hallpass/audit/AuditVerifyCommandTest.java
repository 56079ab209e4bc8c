package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the offline command says of an export. */
class AuditVerifyCommandTest extends ExportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
    void anExportOfAPartIsNotTakenForTheWhole() throws IOException {
        recordAndSeal(5);
        Path file = export(new AuditQuery(null, null, "actor-3", null, null, null, null));

        Outcome outcome = verify(file.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.said()).contains("Position 1 is missing; 3 is there.");
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
}

package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever changes an export is found out, and the place is named. */
class TamperedExportTest extends ExportTest {

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

package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what a connector has sent against what it can send, and against a list of our own of the calls that it uses:
 * {@code GET /2.0/workspaces/{} fields pagelen}. Both need no vendor's document, so that each build checks them.
 */
public final class SentCalls {

    /** Wherever a call gets its name. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:Call\\.[a-z]+|\\blist|\\bfind|[aA]mong|\\bnew Call)\\(\\s*(?:api,\\s*)?\"([a-z]+(?:-[a-z]+)+)\"");

    private SentCalls() {}

    /** Fails if the sources name an operation that was not sent: it would be checked by nothing. */
    public static void requireAllOperations(Path sources, MeterRegistry... meters) {
        Set<String> sent = Arrays.stream(meters)
                .flatMap(each -> each.find("hallpass.connector.calls").timers().stream())
                .map(Timer::getId)
                .map(id -> String.valueOf(id.getTag("operation")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sent).isEqualTo(operations(sources));
    }

    private static Set<String> operations(Path sources) {
        try (Stream<Path> files = Files.list(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> NAMED.matcher(text(file)).results())
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if a call is not in the list, has other parameters than there, or if the list has what was not sent. */
    public static void requireAsListed(Path list, List<RecordingHttpClient.Exchange> exchanges) {
        List<String> lines = text(list)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        Set<String> sent = exchanges.stream()
                .map(exchange -> exchange.request().method() + " "
                        + called(exchange.request().uri(), exchange.request().method(), lines))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sent).isEqualTo(new TreeSet<>(lines));
    }

    private static String called(URI address, String method, List<String> lines) {
        String path = lines.stream()
                .filter(line -> line.startsWith(method + " "))
                .map(line -> line.split(" ", -1)[1])
                .filter(each -> address.getRawPath().matches(pattern(each)))
                .min(Comparator.comparingInt(each -> each.split("\\{}", -1).length))
                .orElse(address.getRawPath());
        String query = address.getRawQuery();
        return Stream.concat(
                        Stream.of(path),
                        query == null
                                ? Stream.of()
                                : Arrays.stream(query.split("&", -1))
                                        .map(each -> each.split("=", 2)[0])
                                        .sorted())
                .collect(Collectors.joining(" "));
    }

    private static String pattern(String path) {
        return Arrays.stream(path.split("\\{}", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.hallpass.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Verifies an exported trail with nothing but the file: {@code java -jar hallpass.jar verify-audit trail.jsonl}. */
public final class AuditVerifyCommand {

    /** The first argument that asks for this command. */
    public static final String NAME = "verify-audit";

    private static final String USAGE = """
        usage: verify-audit FILE [POSITION:HASH ...]
          FILE           an export of the whole trail as JSON Lines
          POSITION:HASH  a head of the chain that was kept elsewhere; the chain must pass through it\
        """;

    private static final Pattern ANCHOR = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    private AuditVerifyCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments what follows its name: the file, and heads of the chain that were kept elsewhere, if any
     * @return 0 if the chain is intact, 1 if it is broken, 2 if the command was called wrongly
     */
    public static int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty()) {
            out.println(USAGE);
            return 2;
        }
        ChainCheck check = new ChainCheck();
        for (String anchor : arguments.subList(1, arguments.size())) {
            Matcher parts = ANCHOR.matcher(anchor);
            if (!parts.matches()) {
                out.println(USAGE);
                return 2;
            }
            check.mustPass(Long.parseLong(parts.group(1)), parts.group(2));
        }
        try {
            readInto(check, Path.of(arguments.getFirst()));
        } catch (IOException | InvalidPathException e) {
            out.printf("%s cannot be read: %s%n", arguments.getFirst(), e);
            return 2;
        }
        return print(check.result(), out);
    }

    private static int print(AuditVerification result, PrintStream out) {
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
    }

    private static void readInto(ChainCheck check, Path file) throws IOException {
        // This reader replaces bytes that are no UTF-8, so that they are a broken link like any other change.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            @Nullable String line = lines.readLine();
            while (line != null && !check.isBroken()) {
                checkLine(check, line);
                line = lines.readLine();
            }
        }
    }

    private static void checkLine(ChainCheck check, String text) {
        ExportLine line = ExportLine.parse(text);
        if (line == null) {
            check.broken(check.events() + 1, null, "This line is no link of a chain.");
        } else {
            check.next(line.seal(), line.eventId(), line.event());
        }
    }
}

package dev.hallpass.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.decision.DecisionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted fault is found and nothing else with it; the name of its file begins with the code of the finding. */
class PolicyLintTest {

    private static final Path PLANTED = Path.of("src/test/resources/policy-lint");

    private static final KnownApprovers ACME = new KnownApprovers() {
        @Override
        public boolean group(String name) {
            return name.equals("security");
        }

        @Override
        public boolean person(String id) {
            return Set.of("ada", "ben").contains(id);
        }

        @Override
        public boolean schedule(String name) {
            return name.equals("payments");
        }
    };

    private final PolicyLint lint = new PolicyLint(ACME, Duration.ofDays(30));

    static List<String> planted() throws IOException {
        try (Stream<Path> files = Files.list(PLANTED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("clean.dmn"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("planted")
    void findsThePlantedFaultAndNothingElse(String file) throws IOException {
        assertThat(lint.lint(read(PLANTED.resolve(file))))
                .isNotEmpty()
                .extracting(LintFinding::code)
                .containsOnly(file.split("\\.", 2)[0]);
    }

    @Test
    void thereAreManyFaultsOfManyKinds() throws IOException {
        assertThat(planted()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(planted().stream().map(name -> name.split("\\.", 2)[0]).distinct())
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void findsNothingInAPolicyInGoodOrder() throws IOException {
        assertThat(lint.lint(read(PLANTED.resolve("clean.dmn")))).isEmpty();
    }

    @Test
    void findsNothingInTheShippedPolicy() throws IOException {
        PolicyLint everybody = new PolicyLint(KnownApprovers.ALL, Duration.ofDays(30));

        assertThat(everybody.lint(read(Path.of("dmn/access-policy.dmn")))).isEmpty();
    }

    @Test
    void remarksWhoGetsInWithoutAnybodyOnlyToWhoeverAsks() throws IOException {
        assertThat(lint.lintWithRemarks(read(PLANTED.resolve("clean.dmn"))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("approves-without-human");
                    assertThat(finding.rule()).isEqualTo("read-open");
                    assertThat(finding.severity()).isEqualTo(LintSeverity.INFO);
                });
    }

    /** The example of a gap is a request that no rule fits when it is evaluated. */
    @ParameterizedTest
    @MethodSource("gaps")
    void givesARequestThatFallsIntoTheGap(String file) throws IOException {
        byte[] dmn = read(PLANTED.resolve(file));
        LintFinding gap = lint.lint(dmn).getFirst();

        assertThat(DecisionModel.parse(dmn)
                        .evaluate(
                                Objects.requireNonNull(gap.decision()),
                                Map.of("facts", Objects.requireNonNull(gap.example())))
                        .matchedRules())
                .containsEntry(gap.decision(), List.of());
    }

    static List<String> gaps() throws IOException {
        return planted().stream().filter(name -> name.startsWith("gap.")).toList();
    }

    /** The example of an overlap is a request on which two rules contradict each other when it is evaluated. */
    @ParameterizedTest
    @MethodSource("overlaps")
    void givesARequestOnWhichRulesMeet(String file) throws IOException {
        byte[] dmn = read(PLANTED.resolve(file));
        LintFinding overlap = lint.lint(dmn).getFirst();

        assertThat(DecisionModel.parse(dmn)
                        .evaluate(
                                Objects.requireNonNull(overlap.decision()),
                                Map.of("facts", Objects.requireNonNull(overlap.example())))
                        .failure())
                .contains("hit policy");
    }

    static List<String> overlaps() throws IOException {
        return planted().stream().filter(name -> name.startsWith("overlap.")).toList();
    }

    private static byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}

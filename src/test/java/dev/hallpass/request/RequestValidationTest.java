package dev.hallpass.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestValidationTest extends RequestTest {

    private static NewRequest asked(String field, @Nullable String value) {
        Map<String, @Nullable String> fields = new HashMap<>(Map.of(
                "requester", "ada",
                "resource", PAYMENTS,
                "role", "write",
                "duration", "PT2H",
                "justification", "Fix payouts"));
        fields.put(field, value);
        return new NewRequest(
                new PrincipalId(String.valueOf(fields.get("requester"))),
                fields.get("onBehalfOf"),
                fields.get("resource"),
                fields.get("role"),
                fields.get("duration"),
                fields.get("justification"),
                fields.get("ticket"));
    }

    private static RequestSubmission check(NewRequest asked) {
        return context.bean(RequestValidation.class).check(asked);
    }

    static Stream<Arguments> bad() {
        String[] durations = {
            null,
            "",
            " ",
            "PT0S",
            "PT-1H",
            "-PT1H",
            "P1826D",
            "P5Y",
            "P30DT1S",
            "PT0.5S",
            "2h",
            "2",
            "P1M",
            "P1W",
            "PT1H; drop table access_request",
            "P9999999999999999999D",
            "PT9223372036854775808S",
            "\0"
        };
        String[] justifications = {
            null, "", " \n ", "x".repeat(2001), "x".repeat(10_000), "a\0b", "a\u0007b", "a\u001bb"
        };
        String[] resources = {
            null,
            "",
            " ",
            "nothing",
            "payments-api'; drop table resource; --",
            "<script>alert(1)</script>",
            "\0",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(100_000)
        };
        String[] roles = {null, "", "owner", "WRITE", "write ", "write' or '1'='1", "none"};
        String[] people = {"nobody", "", " ", "olga", "ken\0", "ken' or '1'='1", "x".repeat(101)};
        String[] tickets = {"OPS 1", "'; drop table x; --", "<script>", "x".repeat(65), "\0", "-1", "OPS-1\nOPS-2"};
        return Stream.of(
                        named("duration", "duration", durations),
                        named("justification", "justification", justifications),
                        named("resource", "entitlements[0].resource", resources),
                        named("role", "entitlements[0].role", roles),
                        named("onBehalfOf", "onBehalfOf", people),
                        named("ticket", "ticket", tickets),
                        named("requester", "requester", new String[] {"nobody", "olga"}))
                .flatMap(each -> each);
    }

    private static Stream<Arguments> named(String field, String shown, @Nullable String[] values) {
        return Stream.of(values).map(value -> Arguments.of(field, shown, value));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadFieldIsNamedWithWhatWouldBeRightAndNothingIsStored(String field, String shown, @Nullable String value) {
        assertThatThrownBy(() -> check(asked(field, value))).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
            assertThat(problem.field()).isEqualTo(shown);
            assertThat(problem.expected()).isNotBlank();
        });

        assertThat(context.jdbc()
                        .sql("select count(*) from access_request")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT2H", "pt2h", " PT2H ", "P30D", "P1DT2H3M4S", "PT720H", "PT90.9S"})
    void aGoodDurationIsTaken(String duration) {
        assertThat(check(asked("duration", duration)).duration())
                .isEqualTo(Duration.ofSeconds(Duration.parse(duration.strip().toUpperCase(Locale.ROOT))
                        .toSeconds()));
    }

    @Test
    void aGoodRequestIsTakenStripped() {
        RequestSubmission submission = check(asked("justification", "  Fix <b>payouts</b>'; --\n\tsoon \uD83D\uDD11 "));

        assertThat(submission.justification()).isEqualTo("Fix <b>payouts</b>'; --\n\tsoon \uD83D\uDD11");
        assertThat(submission.requester()).isEqualTo(submission.beneficiary());
        assertThat(submission.ticket()).isNull();
        assertThat(submission.wholeDuration()).isEqualTo(submission.duration());
        assertThat(check(asked("ticket", " OPS-1 ")).ticket()).isEqualTo("OPS-1");
        assertThat(check(asked("ticket", " ")).ticket()).isNull();
        assertThat(check(asked("onBehalfOf", " ken ")).beneficiary().id()).isEqualTo(new PrincipalId("ken"));
    }

    @Test
    void whatIsTakenCanBeStored() {
        for (String justification : new String[] {
            "x".repeat(2000), "\uD83D\uDD11".repeat(1000), "lone \uD800 surrogate", "'; drop table access_request; --"
        }) {
            RequestId id = requests().submit(check(asked("justification", justification)));
            assertThat(requests().require(id).justification()).hasSameSizeAs(justification);
        }
    }
}

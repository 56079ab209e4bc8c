package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.request.RequestId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many grants on one repository that come and end at once, counted at Bitbucket's door. */
class SharedReadsTest extends AccessTest {

    private static final int GRANTS = 50;

    /** Calls that take a while meet each other on any machine. */
    private static final String SLOW = "{\"path\":\"permissions\",\"count\":100000,\"delayMillis\":20}";

    /** Reads that last much longer than it takes to ask: whoever asks meanwhile shares the next, on a busy machine too. */
    private static final String LONG_READS =
            "{\"method\":\"GET\",\"path\":\"permissions\",\"count\":100000,\"delayMillis\":300}";

    @Test
    void fiftyGrantsThatEndAtOnceShareTheirReads() {
        List<Grant> granted = granted();
        pass(HOUR);
        context.bitbucket().clearFaults();
        fault(LONG_READS);
        int before = context.bitbucket().requests().size();
        double explicitBefore = questions("explicit");
        double effectiveBefore = questions("effective");

        Crowd.all(
                granted, grant -> assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class));

        List<JsonNode> calls = context.bitbucket().requests();
        calls = calls.subList(before, calls.size());
        assertThat(count(calls, call -> method(call).equals("DELETE")))
                .as("each is taken away once")
                .isEqualTo(GRANTS);
        assertThat(count(calls, call -> method(call).equals("GET")))
                .as("two reads for each would be %d", 2 * GRANTS)
                .isLessThan(GRANTS);
        assertThat(questions("explicit") - explicitBefore)
                .as("each is read before it is taken away")
                .isEqualTo(GRANTS);
        assertThat(questions("effective") - effectiveBefore)
                .as("and read back by every path, which proves enough")
                .isEqualTo(GRANTS);
        granted.forEach(grant -> {
            assertOver(grant.request());
            assertThat(explicit(grant.principal().value())).isEqualTo("none");
        });
    }

    @Test
    void theReadBackBeginsAfterTheWriteOfEach() {
        List<Grant> granted = granted();
        pass(HOUR);
        Crowd.all(granted, grant -> grants().takeBack(grant.request()));

        for (Grant grant : granted) {
            List<Receipt> receipts = grants().receipts(grant.id());
            assertThat(receipts.getLast().action()).isEqualTo(ReceiptAction.ENDED);
            assertThat(receipts.getLast().effectiveAfter()).isNull();
        }
        // Nobody is proved to be gone before the stand-in has served a read that began after the last of the writes.
        List<JsonNode> calls = context.bitbucket().requests();
        int lastWrite = last(calls, call -> method(call).equals("DELETE"));
        int lastRead = last(calls, call -> call.path("path").asString().contains(EFFECTIVE));
        assertThat(lastRead).isGreaterThan(lastWrite);
    }

    @Test
    void aReadingThatIsSharedAndFailsIsReadAgainForEach() {
        List<Grant> granted = granted();
        pass(HOUR);
        // Lists cannot be read at all; single permissions can.
        context.bitbucket().clearFaults();
        fault("{\"method\":\"GET\",\"path\":\"permissions-config/users$\",\"count\":1000,\"status\":403}");
        fault(SLOW);

        Crowd.all(
                granted, grant -> assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class));

        granted.forEach(grant -> assertOver(grant.request()));
    }

    private static List<Grant> granted() {
        List<String> people = Crowd.join(context, GRANTS);
        fault(SLOW);
        List<RequestId> requests = people.stream()
                .map(person -> context.approved(person, PAYMENTS, "write", HOUR))
                .toList();
        Crowd.all(requests, grants()::provision);
        return requests.stream().map(AccessTest::grantOf).toList();
    }

    private static double questions(String level) {
        return context.bean(MeterRegistry.class)
                .get("hallpass.ledger.questions")
                .tag("level", level)
                .functionCounter()
                .count();
    }

    private static String method(JsonNode call) {
        return call.path("method").asString();
    }

    private static long count(List<JsonNode> calls, Predicate<JsonNode> which) {
        return calls.stream().filter(which).count();
    }

    private static int last(List<JsonNode> calls, Predicate<JsonNode> which) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (which.test(calls.get(i))) {
                return i;
            }
        }
        return -1;
    }
}

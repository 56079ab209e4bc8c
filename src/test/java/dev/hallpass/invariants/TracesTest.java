package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls to Bitbucket are spans under that of their job, which names the access request. */
class TracesTest extends HallpassTest {

    private final HallpassStack own = HallpassStack.start(Map.of());

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @Test
    void aCallToBitbucketCarriesATraceAndItsSpanBelongsToTheJobOfItsRequest() {
        Queue<Seen> seen = new ConcurrentLinkedQueue<>();
        try (own) {
            own.bean(ObservationRegistry.class).observationConfig().observationHandler(new Calls(seen));

            String request = granted(engineer(), "service-10", "write", "PT1H");

            assertThat(seen).isNotEmpty().allSatisfy(call -> {
                assertThat(call.job()).isEqualTo("hallpass.provision");
                assertThat(call.accessRequest()).isEqualTo(request);
                assertThat(call.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
            });
            assertThat(seen).extracting(Seen::method).contains("PUT");
        }
    }

    private record Seen(String method, String job, String accessRequest, String traceparent) {}

    /** Notes what is called within jobs. */
    private record Calls(Queue<Seen> seen) implements ObservationHandler<SenderContext<?>> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof SenderContext<?> sender && sender.getCarrier() instanceof HttpRequest.Builder;
        }

        @Override
        public void onStop(SenderContext<?> context) {
            var parent = context.getParentObservation();
            if (parent == null || !"hallpass.job".equals(parent.getContextView().getName())) {
                return;
            }
            HttpRequest sent = ((HttpRequest.Builder) Objects.requireNonNull(context.getCarrier()))
                    .copy()
                    .build();
            seen.add(new Seen(
                    sent.method(),
                    value(parent.getContextView().getLowCardinalityKeyValue("type")),
                    value(parent.getContextView().getHighCardinalityKeyValue("accessRequest")),
                    sent.headers().firstValue("traceparent").orElse("")));
        }

        private static String value(@Nullable KeyValue tag) {
            return tag == null ? "" : tag.getValue();
        }
    }
}

package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Neither writers nor the sealer wait for a transaction that goes on. */
class AuditSealingTest extends AuditTest {

    @Test
    void aLongTransactionHoldsNeitherOtherWritersNorTheSealing() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> transaction().executeWithoutResult(status -> {
                trail().record(event("slow"));
                written.countDown();
                await(goOn);
            }));
            await(written);

            record(event("quick"));
            trail().seal();

            assertThat(sealedActors()).containsExactly("quick");
            goOn.countDown();
            slow.get(30, TimeUnit.SECONDS);
        }
        trail().seal();
        assertThat(sealedActors()).containsExactly("quick", "slow");
        assertThat(trail().verify().events()).isEqualTo(2);
    }

    @Test
    void sealingWithinATransactionIsNotUndoneWithIt() {
        record(event("before"));

        transaction().executeWithoutResult(status -> {
            trail().record(event("inside"));
            trail().seal();
            status.setRollbackOnly();
        });

        assertThat(sealedActors()).containsExactly("before");
        assertThat(trail().verify().intact()).isTrue();
    }

    @Test
    void moreThanABatchIsSealedAtOnce() {
        transaction().executeWithoutResult(status -> {
            for (int number = 0; number < 2500; number++) {
                trail().record(event("ada"));
            }
        });

        trail().seal();

        assertThat(trail().verify().intact()).isTrue();
        assertThat(trail().verify().events()).isEqualTo(2500);
    }

    @Test
    void sealingWithNothingToSealChangesNothing() {
        recordAndSeal(1);
        AuditVerification before = trail().verify();

        trail().seal();

        assertThat(trail().verify()).isEqualTo(before);
    }

    private static List<String> sealedActors() {
        return jdbc().sql("select e.actor from audit_seal s join audit_event e on e.id = s.event order by s.position")
                .query(String.class)
                .list();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

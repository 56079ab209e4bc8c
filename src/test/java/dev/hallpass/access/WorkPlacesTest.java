package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who works when more want to than may. */
class WorkPlacesTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    private static Turn turn(String application, Urgency urgency, int due) {
        return new Turn(application, urgency, NOW.plusSeconds(due));
    }

    private static boolean takes(WorkPlaces places, Turn turn) throws InterruptedException {
        return places.take(turn, Duration.ZERO);
    }

    /** Waits, notes when it is let in, and leaves at once. */
    private void waits(WorkPlaces places, Turn turn, List<Turn> order) {
        int before = places.waiting();
        threads.execute(() -> {
            try {
                if (places.take(turn, LONG)) {
                    order.add(turn);
                    places.leave(turn);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().until(() -> places.waiting() == before + 1);
    }

    @Test
    void revocationsComeBeforeGrantsAndOfEachTheLongestDue() throws InterruptedException {
        WorkPlaces places = new WorkPlaces(1, 1);
        Turn first = turn("acme", Urgency.GRANT, 0);
        assertThat(takes(places, first)).isTrue();
        List<Turn> order = new CopyOnWriteArrayList<>();
        Turn look = turn("acme", Urgency.BACKGROUND, -100);
        Turn early = turn("acme", Urgency.GRANT, 1);
        Turn late = turn("acme", Urgency.GRANT, 2);
        Turn lateRevocation = turn("acme", Urgency.REVOCATION, 9);
        Turn earlyRevocation = turn("acme", Urgency.REVOCATION, 3);
        List.of(look, late, early, lateRevocation, earlyRevocation).forEach(turn -> waits(places, turn, order));

        places.leave(first);

        Awaitility.await().until(() -> order.size() == 5);
        assertThat(order).containsExactly(earlyRevocation, lateRevocation, early, late, look);
    }

    @Test
    void amongEqualsTheFirstToComeIsTheFirst() throws InterruptedException {
        WorkPlaces places = new WorkPlaces(1, 1);
        Turn first = turn("acme", Urgency.GRANT, 0);
        assertThat(takes(places, first)).isTrue();
        List<Turn> order = new CopyOnWriteArrayList<>();
        List<Turn> equals = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Turn turn = new Turn("acme", Urgency.GRANT, NOW);
            equals.add(turn);
            waits(places, turn, order);
        }

        places.leave(first);

        Awaitility.await().until(() -> order.size() == 5);
        for (int i = 0; i < 5; i++) {
            assertThat(order.get(i)).isSameAs(equals.get(i));
        }
    }

    @Test
    void oneApplicationLeavesPlacesToTheOthers() throws InterruptedException {
        WorkPlaces places = new WorkPlaces(6, 4);

        assertThat(taken(places, turn("hangs", Urgency.REVOCATION, 0), 10)).isEqualTo(4);
        assertThat(taken(places, turn("acme", Urgency.REVOCATION, 5), 10)).isEqualTo(2);
    }

    @Test
    void grantsAndLooksLeavePlacesToRevocations() throws InterruptedException {
        WorkPlaces places = new WorkPlaces(12, 12);

        assertThat(taken(places, turn("acme", Urgency.BACKGROUND, 0), 20)).isEqualTo(6);
        assertThat(taken(places, turn("acme", Urgency.GRANT, 0), 20)).isEqualTo(4);
        assertThat(taken(places, turn("acme", Urgency.REVOCATION, 0), 20)).isEqualTo(2);
    }

    @Test
    void whoGivesUpHoldsUpNobody() throws InterruptedException {
        WorkPlaces places = new WorkPlaces(1, 1);
        Turn turn = turn("acme", Urgency.REVOCATION, 0);
        assertThat(takes(places, turn)).isTrue();
        assertThat(takes(places, turn)).isFalse();
        assertThat(places.waiting()).isZero();

        places.leave(turn);

        assertThat(takes(places, turn)).isTrue();
    }

    @Test
    void aRevocationDoesNotWaitBehindHundredsOfGrants() {
        WorkPlaces places = new WorkPlaces(12, 9);
        Semaphore goes = new Semaphore(0);
        for (int i = 0; i < 300; i++) {
            Turn grant = turn("acme", Urgency.GRANT, i);
            threads.execute(() -> {
                try {
                    if (places.take(grant, LONG)) {
                        goes.acquire();
                        places.leave(grant);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        Awaitility.await().until(() -> places.waiting() == 300 - 7);
        Turn revocation = turn("acme", Urgency.REVOCATION, 1000);

        CompletableFuture<Boolean> admitted = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return places.take(revocation, LONG);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);

        assertThat(admitted.join()).as("although not one of the grants is over").isTrue();
        places.leave(revocation);
        goes.release(300);
    }

    private static int taken(WorkPlaces places, Turn turn, int atMost) throws InterruptedException {
        int taken = 0;
        while (taken < atMost && takes(places, turn)) {
            taken++;
        }
        return taken;
    }
}

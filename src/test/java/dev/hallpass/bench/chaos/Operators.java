package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The people who do by hand what Hallpass tells them to: mostly soon and well, sometimes late, sometimes they say so
 * before they do it or without doing it, and sometimes they say that it cannot be done. They never do anything else
 * than what they are told: that would be a change by hand as any other.
 */
final class Operators implements AutoCloseable {

    private final ChaosStage stage;
    private final Pairs pairs;
    private final Theatre theatre;
    private final OrderBook orders;
    private final long seed;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reports = new AtomicInteger();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread;

    Operators(ChaosStage stage, Pairs pairs, Theatre theatre, long seed) {
        this.stage = stage;
        this.pairs = pairs;
        this.theatre = theatre;
        this.orders = new OrderBook(stage);
        this.seed = seed;
        this.thread = Thread.ofPlatform().daemon().name("operators").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                for (OrderBook.Order order : orders.open()) {
                    if (underWay.add(order.id())) {
                        people.execute(() -> carryOut(order));
                    }
                }
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                theatre.report().step("the operators failed: " + e);
            }
        }
    }

    private void carryOut(OrderBook.Order order) {
        // Mixes: Random alone draws almost the same first numbers from seeds that are near to each other.
        SplittableRandom random =
                new SplittableRandom(31 * (seed + order.repeats()) + (order.person() + order.path()).hashCode());
        try {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            int mood = random.nextInt(100);
            if (mood < 10 && order.repeats() < 2) {
                report(order, "DONE", "orders by hand said to be done, and were not");
            } else if (mood < 14 && order.purpose().equals("GRANT")) {
                report(order, "IMPOSSIBLE", "orders by hand said to be impossible");
            } else if (mood < 24) {
                report(order, "DONE", "orders by hand said to be done too early");
                TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
                change(order);
            } else if (change(order)) {
                report(order, "DONE", "orders by hand carried out");
            } else {
                report(order, "DONE", "orders by hand that nobody needed or understood");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            theatre.report().step("order %s: %s".formatted(order, e));
        } finally {
            underWay.remove(order.id());
        }
    }

    /** Does it, if it is still wanted and no other order wants something else of the same pair. */
    private boolean change(OrderBook.Order order) {
        PairState state = pairs.of(order.person(), order.path());
        Pair pair = state.pair();
        synchronized (state) {
            List<String> roles = orders.wantedOf(pair);
            if (roles.size() != 1 || !orders.isUnderWay(order.id())) {
                return false;
            }
            Bitbucket bitbucket = stage.bitbucket(pair.place().site());
            String before = bitbucket.explicit(pair.person(), pair.place());
            bitbucket.setByHand(pair.person(), pair.place(), roles.getFirst());
            boolean stillWanted = !orders.isWithdrawn(order.id());
            if (!stillWanted) {
                bitbucket.setByHand(pair.person(), pair.place(), before);
            }
            theatre.report()
                    .step("order %s: %s on %s from %s to %s%s"
                            .formatted(
                                    order.id(),
                                    pair.person(),
                                    order.path(),
                                    before,
                                    roles.getFirst(),
                                    stillWanted ? "" : ", and back"));
            return stillWanted;
        }
    }

    /** Each report is a call of its own: an order may have been listed again while it was being reported. */
    private void report(OrderBook.Order order, String outcome, String what) throws InterruptedException {
        String operator = ChaosCompany.OPERATORS.get(Math.floorMod(order.id().hashCode(), 2));
        ApiClient.Response answer = theatre.calls()
                .post(
                        operator,
                        "/api/v1/by-hand-orders/%s/reports".formatted(order.id()),
                        Map.of("outcome", outcome, "note", what),
                        "order-%s-%d".formatted(order.id(), reports.incrementAndGet()));
        theatre.expect("report", order, answer, 200, 409);
        theatre.report().count(what);
        theatre.report().step("order %s: %s -> %d".formatted(order.id(), what, answer.status()));
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        people.shutdownNow();
        people.awaitTermination(1, TimeUnit.MINUTES);
    }
}

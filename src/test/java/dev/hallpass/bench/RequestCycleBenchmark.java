package dev.hallpass.bench;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The whole cycle through the REST API: ask, policy, decision, grant in Bitbucket, timer, revocation, audit. Prints
 * cycles per second and the three clocks for growing numbers of requests, the clocks at a steady 20 grants per second,
 * and the bare HTTP client's figures against the same stand-in.
 *
 * <p>Arguments: the numbers of requests to go to, such as {@code 1000 5000 20000}.
 */
final class RequestCycleBenchmark {

    private static final int CONCURRENCY = 16;

    /** So many may be under way at once: a queue without bound measures nothing but its own length. */
    private static final int IN_FLIGHT = 400;

    private static final int STEADY_PER_SECOND = 20;
    private static final int STEADY_SECONDS = 60;

    private final BenchedHallpass hallpass;
    private final AtomicInteger number = new AtomicInteger();

    private RequestCycleBenchmark(BenchedHallpass hallpass) {
        this.hallpass = hallpass;
    }

    /** Runs the benchmark. */
    static void run(String[] arguments) throws Exception {
        try (BenchedHallpass hallpass = new BenchedHallpass();
                Approver approver = new Approver(hallpass)) {
            RequestCycleBenchmark benchmark = new RequestCycleBenchmark(hallpass);
            System.out.printf("cores %d, JDK %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
            BareClient bare = new BareClient(hallpass.bitbucket());
            bare.run(2000, CONCURRENCY);
            BareClient.Result limit = bare.run(5000, CONCURRENCY);
            System.out.printf("bare client      %8.1f cycles/s%n", limit.cyclesPerSecond());
            System.out.printf("  grant  PUT+GET    %s%n  revoke DELETE+GET %s%n", limit.grant(), limit.revoke());
            benchmark.burst(500, "warm-up");
            int done = 0;
            for (String upTo : arguments) {
                int count = Integer.parseInt(upTo) - done;
                double rate = benchmark.burst(count, "to %s requests".formatted(upTo));
                System.out.printf("  ratio to the bare client %.3f%n", rate / limit.cyclesPerSecond());
                done = Integer.parseInt(upTo);
            }
            benchmark.steady();
            benchmark.check();
        }
    }

    /** A run that broke an invariant measured nothing. */
    private void check() {
        String audit = hallpass.as(Acme.AUDITOR).get("/api/v1/audit/verify").text();
        long unfinished = count("select count(*) from access_request where state <> 'ENDED'");
        long grants = count("select count(*) from access_grant where state <> 'ENDED'");
        long pairs = count("select count(*) from access_pair where open or confirmed_role is not null");
        System.out.printf(
                "audit %s%nunfinished requests %d, grants %d, open pairs %d%n", audit, unfinished, grants, pairs);
        if (!audit.contains("\"intact\":true") || unfinished + grants + pairs > 0) {
            throw new IllegalStateException("An invariant does not hold after the run");
        }
    }

    private long count(String sql) {
        return hallpass.database().sql(sql).query(Long.class).single();
    }

    private double burst(int count, String name) throws InterruptedException {
        long first = number.get();
        Semaphore room = new Semaphore(IN_FLIGHT);
        long begin = System.nanoTime();
        CountDownLatch asked = new CountDownLatch(count);
        try (ExecutorService people = Executors.newFixedThreadPool(CONCURRENCY);
                Watch watch = new Watch(room)) {
            for (int i = 0; i < count; i++) {
                room.acquire();
                people.execute(() -> {
                    ask("PT1S");
                    asked.countDown();
                });
            }
            asked.await();
            watch.awaitEnd(first + count);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%-16s %8.1f cycles/s   (%d in %.1f s)%n", name, count / seconds, count, seconds);
        clocks(count);
        return count / seconds;
    }

    private void steady() throws InterruptedException {
        long first = number.get();
        int count = STEADY_PER_SECOND * STEADY_SECONDS;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
                Watch watch = new Watch(new Semaphore(0))) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = begin + i * 1_000_000_000L / STEADY_PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                people.execute(() -> ask("PT10S"));
            }
            watch.awaitEnd(first + count);
        }
        System.out.printf("steady %d grants/s for %d s%n", STEADY_PER_SECOND, STEADY_SECONDS);
        clocks(count);
    }

    /** Everybody asks for themselves; the owner's inbox is looked at by {@link Approver}. */
    private void ask(String duration) {
        int i = number.incrementAndGet();
        String person = "dev" + (i % 600 + 1);
        ApiClient.Response asked = hallpass.as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of("resource", "service-" + (i / 600 % 20 + 1), "role", "write")),
                                "duration",
                                duration,
                                "justification",
                                "Benchmark"));
        if (asked.status() != 202) {
            throw new IllegalStateException(asked.text());
        }
    }

    private void clocks(int newest) {
        print("submitted->decided", "decided_at - submitted_at", newest);
        print("decided->active", "activated_at - decided_at", newest);
        print("expired->gone", "ended_at - expired_at", newest);
    }

    private void print(String name, String interval, int newest) {
        List<Double> values = hallpass.database()
                .sql("select extract(epoch from %s) * 1000 from access_request order by id desc limit ?"
                        .formatted(interval))
                .param(newest)
                .query(Double.class)
                .list();
        System.out.printf("  %-18s %s%n", name, Percentiles.of(values));
    }

    /** Lets new requests in as old ones end, and knows when all have. */
    private final class Watch implements AutoCloseable {

        private final Thread thread;
        private volatile long ended;

        Watch(Semaphore room) {
            long before = ended();
            ended = before;
            thread = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Thread.sleep(200);
                        long now = ended();
                        room.release((int) (now - ended));
                        ended = now;
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private long ended() {
            return hallpass.database()
                    .sql("select count(*) from access_request where state = 'ENDED'")
                    .query(Long.class)
                    .single();
        }

        void awaitEnd(long all) throws InterruptedException {
            while (ended < all) {
                Thread.sleep(20);
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}

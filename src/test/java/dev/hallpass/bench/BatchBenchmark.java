package dev.hallpass.bench;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Many grants that come or end at once: some hundred whose time is up within seconds, as many that an owner revokes, a
 * leaver with two hundred, and a bundle of fifty. Prints how many calls of Bitbucket that took, counted by the stand-in,
 * beside what it would take if every pair were read, written and read back by itself, and how long after its time the
 * access was proved to be gone. {@code -Dbatch.grants} sets how many are in the first two; usually 300.
 */
final class BatchBenchmark {

    private static final int REPOSITORIES = 20;
    private static final int BUNDLE = 50;
    private static final int LEAVERS_REPOSITORIES = 50;
    private static final int OVERLAPPING = 4;
    private static final int ASKING = 16;

    /** Read, taken away, read back. */
    private static final int CALLS_TO_REVOKE = 3;

    /** Read, written, read back, by itself and by every path. */
    private static final int CALLS_TO_GRANT = 4;

    private static final String LEAVER = "dev599";
    private static final String BUNDLED = "dev600";

    private final BenchedHallpass hallpass;
    private final ApiClient control;
    private boolean held = true;
    private int people;

    private BatchBenchmark(BenchedHallpass hallpass) {
        this.hallpass = hallpass;
        this.control = ApiClient.anonymous(hallpass.bitbucket() + "/_control");
    }

    /** Runs it and tells whether every grant ended and nothing is left in Bitbucket. */
    static boolean run() throws Exception {
        int many = Integer.getInteger("batch.grants", 300);
        try (BenchedHallpass hallpass = new BenchedHallpass();
                Approver approver = new Approver(hallpass)) {
            BatchBenchmark benchmark = new BatchBenchmark(hallpass);
            benchmark.expire("warm-up", Math.min(many, 100));
            benchmark.expire("expired together", many);
            benchmark.revoke("revoked by an owner", Math.max(1, many * 2 / 3));
            benchmark.leave("a leaver");
            benchmark.bundle("a bundle");
            return benchmark.held;
        }
    }

    /** They come in a burst, so they end in one. */
    private void expire(String name, int count) throws InterruptedException {
        grant(people(count), "PT30S");
        forget();
        awaitNone();
        print(name, count, count * CALLS_TO_REVOKE, "g.expires_at");
    }

    private void revoke(String name, int count) throws InterruptedException {
        grant(people(count), "PT1H");
        forget();
        List<String> grants = hallpass.database()
                .sql("select id::text from access_grant where state = 'ACTIVE'")
                .query(String.class)
                .list();
        try (ExecutorService owner = Executors.newFixedThreadPool(ASKING)) {
            grants.forEach(grant ->
                    owner.execute(() -> hallpass.as(Acme.OWNER).post("/api/v1/grants/%s/revoke".formatted(grant))));
        }
        awaitNone();
        print(name, count, count * CALLS_TO_REVOKE, "g.revoking_since");
    }

    /** Two hundred grants of one person, four that overlap on each repository; then the directory says that they left. */
    private void leave(String name) throws InterruptedException {
        int count = LEAVERS_REPOSITORIES * OVERLAPPING;
        List<Asked> asked = new ArrayList<>();
        for (int overlapping = 0; overlapping < OVERLAPPING; overlapping++) {
            for (int i = 1; i <= LEAVERS_REPOSITORIES; i++) {
                // Each lasts longer than those before, so that none is refused as held already.
                asked.add(new Asked(LEAVER, List.of("service-" + i), "PT%dM".formatted(60 + 10 * overlapping)));
            }
        }
        grant(asked);
        forget();
        hallpass.database()
                .sql("update principal set active = false, leaving = true where id = ?")
                .param(LEAVER)
                .update();
        awaitNone();
        print(name, count, LEAVERS_REPOSITORIES * CALLS_TO_REVOKE, "g.revoking_since");
    }

    private void bundle(String name) throws InterruptedException {
        List<String> repositories =
                IntStream.rangeClosed(1, BUNDLE).mapToObj(i -> "service-" + i).toList();
        forget();
        grant(List.of(new Asked(BUNDLED, repositories, "PT30S")));
        System.out.printf("%-22s %4d grants come        %s%n", name, BUNDLE, calls(BUNDLE, BUNDLE * CALLS_TO_GRANT));
        forget();
        awaitNone();
        print(name, BUNDLE, BUNDLE * CALLS_TO_REVOKE, "g.expires_at");
    }

    /** What one call asks for. */
    private record Asked(String person, List<String> repositories, String duration) {
        Map<String, Object> body() {
            return Map.of(
                    "entitlements",
                    repositories.stream()
                            .map(repository -> Map.of("resource", repository, "role", "write"))
                            .toList(),
                    "duration",
                    duration,
                    "justification",
                    "Benchmark");
        }
    }

    /** So many people who have nothing yet, or no longer, on a few repositories. */
    private List<String[]> people(int count) {
        List<String[]> asking = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = people++;
            asking.add(new String[] {"dev" + (number % 600 + 1), "service-" + (number % REPOSITORIES + 1)});
        }
        return asking;
    }

    private void grant(List<String[]> asking, String duration) throws InterruptedException {
        grant(asking.stream()
                .map(each -> new Asked(each[0], List.of(each[1]), duration))
                .toList());
    }

    private void grant(List<Asked> asked) throws InterruptedException {
        long before = activated();
        Collection<Integer> answers = new ConcurrentLinkedQueue<>();
        try (ExecutorService asking = Executors.newFixedThreadPool(ASKING)) {
            asked.forEach(each -> asking.execute(() -> answers.add(hallpass.as(each.person())
                    .post("/api/v1/requests", each.body())
                    .status())));
        }
        if (answers.stream().anyMatch(status -> status != 202)) {
            throw new IllegalStateException("Not all requests were accepted: " + answers);
        }
        long grants =
                asked.stream().mapToLong(each -> each.repositories().size()).sum();
        await("select count(*) = %d from access_grant where activated_at is not null".formatted(before + grants));
    }

    private long activated() {
        return hallpass.database()
                .sql("select count(*) from access_grant where activated_at is not null")
                .query(Long.class)
                .single();
    }

    private void awaitNone() throws InterruptedException {
        await("select count(*) = 0 from access_grant where state not in ('ENDED', 'FAILED')");
    }

    /** Waits until a query says so, as long as nothing was refused: then it never would. */
    private void await(String sql) throws InterruptedException {
        while (!hallpass.database().sql(sql).query(Boolean.class).single()) {
            List<String> refused = hallpass.database()
                    .sql("select reason from access_request where state in ('DENIED', 'FAILED') limit 1")
                    .query(String.class)
                    .list();
            if (!refused.isEmpty()) {
                throw new IllegalStateException("A request was refused: " + refused.getFirst());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void forget() {
        control.delete("/requests");
    }

    private void print(String name, int count, int bare, String from) {
        List<Double> gone = hallpass.database()
                .sql(
                        "select extract(epoch from g.ended_at - %s) * 1000 from access_grant g order by g.ended_at desc limit ?"
                                .formatted(from))
                .param(count)
                .query(Double.class)
                .list();
        System.out.printf(
                "%-22s %4d grants end         %s%n%-22s time until proved gone   %s%n",
                name, count, calls(count, bare), "", Percentiles.of(gone));
        int left = control.get("/explicit").json().size();
        if (left > 0) {
            held = false;
            System.out.printf("%-22s FAILED: %d permissions are left in Bitbucket%n", "", left);
        }
    }

    /** @param bare what it takes without overlapping grants sharing a write, and people a reading */
    private String calls(int grants, int bare) {
        List<JsonNode> calls = StreamSupport.stream(
                        control.get("/requests").json().spliterator(), false)
                .toList();
        long reads = calls.stream()
                .filter(call -> call.path("method").asString().equals("GET"))
                .count();
        return "%5d calls (%d reads, %d writes), %.2f for each grant, %.0f %% of the %d of one by one"
                .formatted(
                        calls.size(),
                        reads,
                        calls.size() - reads,
                        (double) calls.size() / grants,
                        100.0 * calls.size() / bare,
                        bare);
    }
}

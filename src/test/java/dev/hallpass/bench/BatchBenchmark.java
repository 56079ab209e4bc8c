package dev.hallpass.bench;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Many grants that end at once: three hundred whose time is up within seconds, and two hundred that are revoked as fast
 * as an owner can. Prints how many calls of Bitbucket a grant's end took, counted by the stand-in, and how long after
 * its time the access was proved to be gone.
 */
final class BatchBenchmark {

    private static final int REPOSITORIES = 20;
    private static final int ASKING = 16;

    private final BenchedHallpass hallpass;
    private final ApiClient control;
    private int people;

    private BatchBenchmark(BenchedHallpass hallpass) {
        this.hallpass = hallpass;
        this.control = ApiClient.anonymous(hallpass.bitbucket() + "/_control");
    }

    /** Runs it and tells whether every grant ended. */
    static boolean run() throws Exception {
        try (BenchedHallpass hallpass = new BenchedHallpass();
                Approver approver = new Approver(hallpass)) {
            BatchBenchmark benchmark = new BatchBenchmark(hallpass);
            benchmark.expire("warm-up", 100);
            benchmark.expire("expired together", 300);
            benchmark.revoke("revoked at once", 200);
            return hallpass.database()
                            .sql("select count(*) from access_grant where state <> 'ENDED'")
                            .query(Long.class)
                            .single()
                    == 0;
        }
    }

    /** They come in a burst, so they end in one. */
    private void expire(String name, int count) throws InterruptedException {
        grant(count, "PT30S");
        forget();
        awaitNone();
        print(name, count, "g.expires_at");
    }

    private void revoke(String name, int count) throws InterruptedException {
        grant(count, "PT1H");
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
        print(name, count, "g.revoking_since");
    }

    /** So many people get write access to a repository each. */
    private void grant(int count, String duration) throws InterruptedException {
        Collection<Integer> answers = new ConcurrentLinkedQueue<>();
        try (ExecutorService asking = Executors.newFixedThreadPool(ASKING)) {
            for (int i = 0; i < count; i++) {
                int number = people++;
                asking.execute(() -> answers.add(hallpass.as("dev" + (number % 600 + 1))
                        .post(
                                "/api/v1/requests",
                                Map.of(
                                        "entitlements",
                                        List.of(Map.of(
                                                "resource", "service-" + (number % REPOSITORIES + 1), "role", "write")),
                                        "duration",
                                        duration,
                                        "justification",
                                        "Benchmark"))
                        .status()));
            }
        }
        if (answers.stream().anyMatch(status -> status != 202)) {
            throw new IllegalStateException("Not all requests were accepted: " + answers);
        }
        await("select count(*) = %d from access_grant where activated_at is not null".formatted(people));
    }

    private void awaitNone() throws InterruptedException {
        await("select count(*) = 0 from access_grant where state not in ('ENDED', 'FAILED')");
    }

    private void await(String sql) throws InterruptedException {
        while (!hallpass.database().sql(sql).query(Boolean.class).single()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void forget() {
        control.delete("/requests");
    }

    private void print(String name, int count, String from) {
        JsonNode calls = control.get("/requests").json();
        List<Double> gone = hallpass.database()
                .sql(
                        "select extract(epoch from g.ended_at - %s) * 1000 from access_grant g order by g.ended_at desc limit ?"
                                .formatted(from))
                .param(count)
                .query(Double.class)
                .list();
        System.out.printf(
                "%-26s %4d grants  %5d calls, %.1f each%n  until gone         %s%n",
                name, count, calls.size(), (double) calls.size() / count, Percentiles.of(gone));
    }
}

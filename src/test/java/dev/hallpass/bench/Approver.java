package dev.hallpass.bench;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The owner of all repositories: looks into the inbox again and again and agrees to whatever waits there. */
final class Approver implements AutoCloseable {

    private final BenchedHallpass hallpass;
    private final Set<String> decided = ConcurrentHashMap.newKeySet();
    private final ExecutorService deciding = Executors.newFixedThreadPool(4);
    private final Thread looking;

    Approver(BenchedHallpass hallpass) {
        this.hallpass = hallpass;
        this.looking = Thread.ofVirtual().start(this::look);
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            List<String> waiting = hallpass.as(Acme.OWNER)
                    .get("/api/v1/requests?assignedTo=me&limit=50")
                    .json()
                    .path("items")
                    .valueStream()
                    .map(request -> request.path("id").asString())
                    .filter(decided::add)
                    .toList();
            waiting.forEach(request -> deciding.execute(() -> decide(request)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void decide(String request) {
        ApiClient.Response response = hallpass.as(Acme.OWNER)
                .post("/api/v1/requests/%s/decisions".formatted(request), Map.of("decision", "APPROVE"));
        if (response.status() >= 300) {
            decided.remove(request);
        }
    }

    @Override
    public void close() {
        looking.interrupt();
        deciding.shutdownNow();
    }
}

package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What goes wrong with one stand-in, and how often it did. */
final class ArmedFaults {

    private final ApiClient control;
    private final Map<Long, Armed> armed = new ConcurrentHashMap<>();

    ArmedFaults(ApiClient control) {
        this.control = control;
    }

    private record Armed(String kind, int count) {}

    /** Lets the next so many calls that fit go wrong. */
    void arm(String kind, Map<String, Object> fault, int count) {
        Map<String, Object> document = new HashMap<>(fault);
        document.put("count", count);
        long id = Bitbucket.done(control.post("/faults", document)).path("id").asLong();
        armed.put(id, new Armed(kind, count));
    }

    /** Forgets the faults that are used up, and those of some kinds, and tells how many calls each kind met. */
    Map<String, Integer> collect(Predicate<String> also) {
        Map<String, Integer> met = new HashMap<>();
        for (JsonNode fault : Bitbucket.done(control.get("/faults"))) {
            long id = fault.path("id").asLong();
            int left = fault.path("left").asInt();
            Armed one = armed.get(id);
            if (one != null && (also.test(one.kind()) || left == 0)) {
                // Calls between the look and this are not counted.
                Bitbucket.done(control.delete("/faults/" + id));
                met.merge(one.kind(), one.count() - left, Integer::sum);
                armed.remove(id);
            }
        }
        return met;
    }

    /** How many writes have not had their effect yet. */
    int pendingWrites() {
        return Bitbucket.done(control.get("/late-writes")).path("pending").asInt();
    }
}

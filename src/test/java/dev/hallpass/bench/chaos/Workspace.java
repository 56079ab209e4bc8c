package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** One stand-in: what it shows, its administrator, and what goes wrong with it. */
final class Workspace implements AutoCloseable {

    private final String name;
    private final BitbucketStandIn standIn;
    private final ApiClient control;
    private final Map<Long, String> armed = new ConcurrentHashMap<>();
    private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

    Workspace(String name, Path seed) {
        this.name = name;
        this.standIn = BitbucketStandIn.start(new BitbucketStandInSettings(0, null, seed));
        this.control = ApiClient.anonymous("http://localhost:%d/_control".formatted(standIn.port()));
    }

    String name() {
        return name;
    }

    String baseUrl() {
        return standIn.baseUrl().toString();
    }

    /** What somebody holds explicitly at this moment, {@code none} for nothing. Faults do not reach here. */
    String explicit(String person, Place place) {
        return done(control.get("/permissions?%s=%s&user=%s"
                        .formatted(parameter(place), place.id(), ChaosCompany.account(person))))
                .path("explicit")
                .asString("none");
    }

    /** As an administrator does it. */
    void setByHand(String person, Place place, String role) {
        done(control.put(
                "/permissions",
                Map.of(parameter(place), place.id(), "user", ChaosCompany.account(person), "permission", role)));
    }

    private static String parameter(Place place) {
        return switch (place.kind()) {
            case REPOSITORY -> "repository";
            case PROJECT -> "project";
            case GROUP -> "group";
        };
    }

    /** All that is held explicitly on repositories: by {@code repository user}. */
    Map<String, String> everything() {
        Map<String, String> all = new HashMap<>();
        for (JsonNode repository : done(control.get("/state")).path("repositories")) {
            repository
                    .path("users")
                    .properties()
                    .forEach(entry -> all.put(
                            repository.path("slug").asString() + " " + entry.getKey(),
                            entry.getValue().asString()));
        }
        return all;
    }

    /** Lets the next so many calls that fit go wrong. */
    void arm(String kind, Map<String, Object> fault, int count) {
        Map<String, Object> document = new HashMap<>(fault);
        document.put("count", count);
        long id = done(control.post("/faults", document)).path("id").asLong();
        armed.put(id, kind);
        counts.put(id, count);
    }

    /** Forgets the faults that are used up, or all, and tells how many calls each kind met. */
    Map<String, Integer> collectFaults(boolean all) {
        Map<String, Integer> met = new HashMap<>();
        for (JsonNode fault : done(control.get("/faults"))) {
            long id = fault.path("id").asLong();
            int left = fault.path("left").asInt();
            String kind = armed.get(id);
            if (kind != null && (all || left == 0)) {
                // Calls between the look and this are not counted.
                done(control.delete("/faults/" + id));
                met.merge(kind, counts.getOrDefault(id, 0) - left, Integer::sum);
                armed.remove(id);
                counts.remove(id);
            }
        }
        return met;
    }

    private static JsonNode done(ApiClient.Response response) {
        if (response.status() >= 300) {
            throw new IllegalStateException(
                    "The stand-in answers %d: %s".formatted(response.status(), response.text()));
        }
        return response.json();
    }

    @Override
    public void close() {
        standIn.close();
    }
}

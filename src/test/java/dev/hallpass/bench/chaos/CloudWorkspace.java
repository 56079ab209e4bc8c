package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Place.Kind;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A workspace of Bitbucket Cloud. */
final class CloudWorkspace implements Bitbucket {

    private final Site site;
    private final BitbucketStandIn standIn;
    private final ApiClient control;
    private final ArmedFaults faults;

    CloudWorkspace(Site site, Path seed) {
        this.site = site;
        this.standIn = BitbucketStandIn.start(new BitbucketStandInSettings(0, null, seed));
        this.control = ApiClient.anonymous("http://localhost:%d/_control".formatted(standIn.port()));
        this.faults = new ArmedFaults(control);
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public String explicit(String person, Place place) {
        if (place.kind() == Kind.GROUP) {
            JsonNode rows = Bitbucket.done(
                    control.get("/memberships?group=%s&user=%s".formatted(place.id(), site.account(person))));
            return rows.isEmpty() ? "none" : "member";
        }
        return levels(person, place).path("explicit").asString("none");
    }

    @Override
    public String effective(String person, Place place) {
        return levels(person, place).path("effective").asString("none");
    }

    private JsonNode levels(String person, Place place) {
        return Bitbucket.done(
                control.get("/permissions?%s=%s&user=%s".formatted(on(place), place.id(), site.account(person))));
    }

    private static String on(Place place) {
        return place.kind() == Kind.PROJECT ? "project" : "repository";
    }

    @Override
    public void setByHand(String person, Place place, String role) {
        if (place.kind() == Kind.GROUP) {
            String member = "/groups/%s/members/%s".formatted(place.id(), site.account(person));
            Bitbucket.done(role.equals("none") ? control.delete(member) : control.put(member, Map.of()));
        } else {
            Bitbucket.done(control.put(
                    "/permissions", Map.of(on(place), place.id(), "user", site.account(person), "permission", role)));
        }
    }

    @Override
    public Map<String, String> everything() {
        Map<String, String> all = new HashMap<>();
        for (JsonNode row : Bitbucket.done(control.get("/explicit"))) {
            if (row.has("user")) {
                String id = row.path(row.path("kind").asString("")).asString("");
                all.put(key(id, row), row.path("permission").asString(""));
            }
        }
        for (JsonNode row : Bitbucket.done(control.get("/memberships"))) {
            all.put(key(row.path("group").asString(""), row), "member");
        }
        return all;
    }

    private String key(String id, JsonNode row) {
        return "%s/%s %s".formatted(site.name(), id, row.path("user").asString(""));
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("base-url", standIn.baseUrl().toString());
        settings.put("workspace", site.name());
        settings.put("email", "hallpass-bot@acme.example");
        settings.put("token", "test-token");
        settings.put("options.groups-managed-centrally", Boolean.toString(site.groupsByHand()));
        return settings;
    }

    @Override
    public ArmedFaults faults() {
        return faults;
    }

    @Override
    public void close() {
        standIn.close();
    }
}

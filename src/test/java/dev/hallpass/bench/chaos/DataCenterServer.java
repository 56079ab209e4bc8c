package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Place.Kind;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A Bitbucket Data Center server. */
final class DataCenterServer implements Bitbucket {

    private final Site site;
    private final DataCenterStandIn standIn;
    private final ApiClient control;
    private final ArmedFaults faults;

    DataCenterServer(Site site, Path seed) {
        this.site = site;
        this.standIn = DataCenterStandIn.start(new DataCenterStandInSettings(0, null, seed));
        this.control =
                ApiClient.anonymous(standIn.baseUrl().resolve("/_control").toString());
        this.faults = new ArmedFaults(control);
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public String explicit(String person, Place place) {
        if (place.kind() == Kind.GROUP) {
            JsonNode answer = Bitbucket.done(control.get("/members?group=%s&user=%s".formatted(place.id(), person)));
            return answer.path("member").asBoolean() ? "member" : "none";
        }
        return role(levels(person, place), "explicit");
    }

    @Override
    public String effective(String person, Place place) {
        return role(levels(person, place), "effective");
    }

    private JsonNode levels(String person, Place place) {
        return Bitbucket.done(control.get("/permissions?%s=%s&user=%s".formatted(on(place), place.id(), person)));
    }

    private static String role(JsonNode levels, String which) {
        return DataCenterSeed.role(levels.path(which).asString("none"));
    }

    private static String on(Place place) {
        return place.kind() == Kind.PROJECT ? "project" : "repository";
    }

    @Override
    public void setByHand(String person, Place place, String role) {
        if (place.kind() == Kind.GROUP) {
            Bitbucket.done(control.put(
                    "/members", Map.of("group", place.id(), "user", person, "member", !role.equals("none"))));
        } else {
            String permission = DataCenterSeed.permission(place, role);
            Bitbucket.done(control.put(
                    "/permissions", Map.of(on(place), place.id(), "user", person, "permission", permission)));
        }
    }

    @Override
    public Map<String, String> everything() {
        Map<String, String> all = new HashMap<>();
        for (JsonNode row : Bitbucket.done(control.get("/explicit"))) {
            if (row.has("user")) {
                all.put(
                        key(row.path("on").asString(""), row),
                        DataCenterSeed.role(row.path("permission").asString("")));
            }
        }
        for (JsonNode row : Bitbucket.done(control.get("/memberships"))) {
            String group = row.path("group").asString("");
            if (!group.equals(DataCenterSeed.LICENSED)) {
                all.put(key(group, row), "member");
            }
        }
        return all;
    }

    private static String key(String path, JsonNode row) {
        return path + " " + row.path("user").asString("");
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("type", "bitbucket-datacenter");
        settings.put("base-url", standIn.baseUrl().toString());
        settings.put("credentials[0].name", "token");
        settings.put("credentials[0].token", DataCenterSeed.TOKEN);
        settings.put("credentials[1].name", "administrator");
        settings.put("credentials[1].user", DataCenterSeed.BOT);
        settings.put("credentials[1].token", DataCenterSeed.PASSWORD);
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

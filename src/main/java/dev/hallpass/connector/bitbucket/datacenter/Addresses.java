package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.http.PathSegment;
import java.net.URI;

/** The addresses of one server's API. Everything that a call says stands in its address, so all of it is encoded. */
final class Addresses {

    /** The server may answer with less; more than this it does not. */
    static final int PAGE = 1000;

    private final String api;

    /** @param baseUrl the server's own address, with its context path and without {@code /rest} */
    Addresses(URI baseUrl) {
        String text = baseUrl.toString();
        this.api = (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/rest/api/latest";
    }

    URI properties() {
        return URI.create(api + "/application-properties");
    }

    /** The project or repository itself. */
    URI of(Place place) {
        return URI.create(api + at(place));
    }

    URI permissions(Place place, String holders) {
        return URI.create(api + at(place) + "/permissions/" + holders);
    }

    URI permission(Place place, String name, Level level) {
        return URI.create(permissions(place, "users") + "?name=" + encode(name) + "&permission=" + level.name());
    }

    URI permission(Place place, String name) {
        return URI.create(permissions(place, "users") + "?name=" + encode(name));
    }

    URI everybody(Place project, Level level) {
        return URI.create(api + at(project) + "/permissions/" + level.name() + "/all");
    }

    URI globalPermissions(String holders) {
        return URI.create(api + "/admin/permissions/" + holders);
    }

    URI projects() {
        return URI.create(api + "/projects");
    }

    /** Without {@code archived}, those put away would be taken for vanished. */
    URI repositories() {
        return URI.create(api + "/repos?archived=ALL");
    }

    URI groups() {
        return URI.create(api + "/groups");
    }

    URI groups(String name) {
        return URI.create(api + "/groups?filter=" + encode(name));
    }

    URI users(String filter) {
        return URI.create(api + "/users?filter=" + encode(filter));
    }

    URI members(String group) {
        return URI.create(api + "/users?group=" + encode(group));
    }

    URI detailedUsers(String filter) {
        return URI.create(api + "/admin/users?filter=" + encode(filter));
    }

    URI addUsers() {
        return URI.create(api + "/admin/groups/add-users");
    }

    URI removeGroup() {
        return URI.create(api + "/admin/users/remove-group");
    }

    /** Those who hold a global permission, by whatever path. */
    URI usersWith(Level level) {
        return URI.create(api + "/users?permission=" + level.name());
    }

    /** Those who hold at least this on a project or repository, by whatever path. */
    URI usersWith(Level level, Place place) {
        StringBuilder query = new StringBuilder(usersWith(level).toString());
        query.append("&permission.projectKey=").append(encode(place.key()));
        String slug = place.slug();
        if (slug != null) {
            query.append("&permission.repositorySlug=").append(encode(slug));
        }
        return URI.create(query.toString());
    }

    /** The same list of only those whose name contains the filter. */
    static URI filtered(URI list, String filter) {
        return with(list, "filter", filter);
    }

    static URI page(URI list, int start) {
        URI limited = with(list, "limit", Integer.toString(PAGE));
        return start == 0 ? limited : with(limited, "start", Integer.toString(start));
    }

    private static URI with(URI address, String name, String value) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + name + "=" + encode(value));
    }

    private static String at(Place place) {
        String project = "/projects/" + encode(place.key());
        String slug = place.slug();
        return slug == null ? project : project + "/repos/" + encode(slug);
    }

    private static String encode(String value) {
        return PathSegment.encode(value);
    }
}

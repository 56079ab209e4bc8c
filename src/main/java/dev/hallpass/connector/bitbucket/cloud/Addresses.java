package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.http.PathSegment;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The addresses of one workspace's API. Repositories are addressed by their UUID, which a rename does not change. */
final class Addresses {

    private static final String PAGE_LENGTH = "pagelen=100";

    private final String base;
    private final String groupsBase;
    private final URI baseUrl;
    private final String workspace;

    Addresses(URI baseUrl, String workspace) {
        this(baseUrl, workspace, null);
    }

    /** @param groupsBaseUrl of the API's version 1.0; null if it is beside that of 2.0 */
    Addresses(URI baseUrl, String workspace, @Nullable String groupsBaseUrl) {
        this.base = withoutSlash(baseUrl.toString());
        this.groupsBase = groupsBaseUrl != null ? withoutSlash(groupsBaseUrl) : base.replaceFirst("/2\\.0$", "/1.0");
        this.baseUrl = baseUrl;
        this.workspace = PathSegment.encode(workspace);
    }

    /** A repository by its UUID. */
    String repository(String uuid) {
        return base + "/repositories/" + workspace + "/" + PathSegment.encode(uuid);
    }

    /** A project by its key: the description of the API knows no other way. */
    String project(String key) {
        return workspaceItself() + "/projects/" + PathSegment.encode(key);
    }

    /** @param target {@link #repository} or {@link #project} */
    static URI userPermission(String target, String account) {
        return URI.create(target + "/permissions-config/users/" + PathSegment.encode(account));
    }

    static URI userPermissions(String target) {
        return URI.create(target + "/permissions-config/users?" + PAGE_LENGTH);
    }

    static URI groupPermissions(String target) {
        return URI.create(target + "/permissions-config/groups?" + PAGE_LENGTH);
    }

    /** The cheapest call that needs the same rights as changing a permission. */
    static URI anyUserPermission(String target) {
        return URI.create(target + "/permissions-config/users?pagelen=1");
    }

    String workspaceItself() {
        return base + "/workspaces/" + workspace;
    }

    URI projects() {
        return URI.create(workspaceItself() + "/projects?" + PAGE_LENGTH);
    }

    /** @param withEmail asks for addresses, which Bitbucket tells to administrators only */
    URI members(boolean withEmail) {
        return URI.create(workspaceItself() + "/members?" + PAGE_LENGTH
                + (withEmail ? "&fields=" + PathSegment.encode("+values.user.email") : ""));
    }

    URI workspacePermissions(boolean ownersOnly) {
        return URI.create(workspaceItself() + "/permissions?" + PAGE_LENGTH
                + (ownersOnly ? "&q=" + PathSegment.encode("permission=\"owner\"") : ""));
    }

    URI ownPermission() {
        return URI.create(base + "/user/workspaces/" + workspace + "/permission");
    }

    URI groups() {
        return URI.create(groupsBase + "/groups/" + workspace);
    }

    URI groupMembers(String group) {
        return URI.create(groups() + "/" + PathSegment.encode(group) + "/members");
    }

    URI groupMember(String group, String uuid) {
        return URI.create(groupMembers(group) + "/" + PathSegment.encode(uuid));
    }

    /** What leads to a page, without the host, so that it may be kept. */
    static String relative(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    /** The address on our own host of what {@link #relative} gave; null if it leads elsewhere. */
    @Nullable
    URI resolve(String relative) {
        if (!relative.startsWith("/") || relative.startsWith("//")) {
            return null;
        }
        try {
            URI address = URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() + relative);
            return isOurs(address) ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** @param filter a condition in Bitbucket's query language, or null for everybody */
    URI effectivePermissions(String repository, @Nullable String filter) {
        return URI.create(base + "/workspaces/" + workspace + "/permissions/repositories/"
                + PathSegment.encode(repository) + "?" + PAGE_LENGTH
                + (filter == null ? "" : "&q=" + PathSegment.encode(filter)));
    }

    URI member(String account) {
        return URI.create(base + "/workspaces/" + workspace + "/members/" + PathSegment.encode(account));
    }

    URI repositories() {
        return URI.create(base + "/repositories/" + workspace + "?" + PAGE_LENGTH);
    }

    /** Whether an address that Bitbucket gave us may be sent our credential. */
    boolean isOurs(URI address) {
        return baseUrl.getScheme().equalsIgnoreCase(address.getScheme())
                && baseUrl.getHost().equalsIgnoreCase(address.getHost())
                && portOf(baseUrl) == portOf(address)
                && address.getRawUserInfo() == null;
    }

    private static int portOf(URI address) {
        if (address.getPort() != -1) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}

package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.http.PathSegment;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The addresses of one workspace's API. Repositories are addressed by their UUID, which a rename does not change. */
final class Addresses {

    private static final String PAGE_LENGTH = "pagelen=100";

    private final String base;
    private final URI baseUrl;
    private final String workspace;

    Addresses(URI baseUrl, String workspace) {
        String text = baseUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.baseUrl = baseUrl;
        this.workspace = PathSegment.encode(workspace);
    }

    URI userPermission(String repository, String account) {
        return URI.create(permissionsOf(repository) + "/" + PathSegment.encode(account));
    }

    URI userPermissions(String repository) {
        return URI.create(permissionsOf(repository) + "?" + PAGE_LENGTH);
    }

    /** The cheapest call that needs the same rights as changing a permission. */
    URI anyUserPermission(String repository) {
        return URI.create(permissionsOf(repository) + "?pagelen=1");
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

    private String permissionsOf(String repository) {
        return base + "/repositories/" + workspace + "/" + PathSegment.encode(repository) + "/permissions-config/users";
    }
}

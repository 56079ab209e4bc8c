package dev.hallpass.connector.bitbucket.datacenter;

import org.jspecify.annotations.Nullable;

/**
 * Where a project or repository is addressed.
 *
 * @param key the project's key, {@code ~name} for a personal project
 * @param slug the repository's slug; null for the project itself
 */
record Place(String key, @Nullable String slug) {

    /** @param path {@code KEY} or {@code KEY/slug} */
    static Place of(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? new Place(path, null) : new Place(path.substring(0, slash), path.substring(slash + 1));
    }

    Place project() {
        return new Place(key, null);
    }

    String path() {
        return slug == null ? key : key + "/" + slug;
    }
}

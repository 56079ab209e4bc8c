package dev.hallpass.connector.bitbucket.cloud;

import org.jspecify.annotations.Nullable;

/** A project, as it is listed and as repositories name it. */
record Project(
        @Nullable String uuid,
        @Nullable String key,
        @Nullable String name) {}

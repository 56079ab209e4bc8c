package dev.hallpass.connector.bitbucket.cloud;

import org.jspecify.annotations.Nullable;

/**
 * A user's explicit or effective permission on a repository or project. Every field may be missing.
 *
 * @param permission {@code read}, {@code write}, {@code create-repo}, {@code admin} or {@code none}
 * @param user whose
 */
record UserPermission(@Nullable String permission, Member.@Nullable User user) {}

package dev.hallpass.embedded.bitbucket;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A permission level, lowest first; {@code CREATE_REPO} exists on projects only. */
enum Level {
    NONE,
    READ,
    WRITE,
    CREATE_REPO,
    ADMIN;

    static final Set<Level> ON_REPOSITORIES = EnumSet.of(READ, WRITE, ADMIN);
    static final Set<Level> ON_PROJECTS = EnumSet.of(READ, WRITE, CREATE_REPO, ADMIN);

    /** As the API writes it: {@code create-repo}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Level> parse(String text) {
        for (Level level : values()) {
            if (level.text().equals(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    Level orHigher(Level other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** What a level on a project is worth on its repositories. */
    Level onRepository() {
        return this == CREATE_REPO ? WRITE : this;
    }
}

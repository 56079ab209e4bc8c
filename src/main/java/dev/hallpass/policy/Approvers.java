package dev.hallpass.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a table names, as text such as {@code group:security}; not yet who these people are.
 *
 * @param kind by what they are named
 * @param name the group, the person or the schedule; empty for the other kinds
 */
public record Approvers(Kind kind, String name) {

    private static final Pattern NAMED = Pattern.compile("[^\\p{Cntrl}]{1,100}");

    /** By what approvers are named. */
    public enum Kind {
        /** Who owns the resource. */
        RESOURCE_OWNERS("resource-owners", false),
        /** Who looks after the resource. */
        RESOURCE_MAINTAINERS("resource-maintainers", false),
        /** Who owns the application. */
        APPLICATION_OWNERS("application-owners", false),
        /** Whom the beneficiary reports to. */
        MANAGER("manager", false),
        /** Whom the beneficiary's manager reports to. */
        MANAGERS_MANAGER("managers-manager", false),
        /** The beneficiary's peers in the team; without one, those who report to the same manager. */
        TEAM("team", false),
        /** The members of a group. */
        GROUP("group:", true),
        /** One person. */
        PERSON("person:", true),
        /** Who is on call now, by a schedule. */
        ON_CALL("on-call:", true);

        private final String text;
        private final boolean named;

        Kind(String text, boolean named) {
            this.text = text;
            this.named = named;
        }
    }

    /** The approvers that a text means; empty if it means none. */
    public static Optional<Approvers> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (!kind.named && text.equals(kind.text)) {
                return Optional.of(new Approvers(kind, ""));
            }
            if (kind.named && text.startsWith(kind.text)) {
                String name = text.substring(kind.text.length());
                return NAMED.matcher(name).matches() && !name.isBlank()
                        ? Optional.of(new Approvers(kind, name))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** As a table writes it. */
    @Override
    public String toString() {
        return kind.text + name;
    }
}

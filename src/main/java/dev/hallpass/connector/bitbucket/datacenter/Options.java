package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ApplicationSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/**
 * What only this type of connector knows, {@code hallpass.applications[].options}.
 *
 * @param identityCheck {@code identity-check}: how long a path that was seen to belong to a resource's number is
 *     trusted for reading; writes always look. 30 seconds unless set
 * @param backgroundIdentityCheck {@code background-identity-check}: the same for discovery; an hour unless set
 * @param computedRoles {@code effective-roles}: {@code asked} (of the user search) unless set, or {@code computed} from
 *     all lists of direct permissions, which takes about ten calls
 * @param requireUserName {@code require-user-name}: whether an answer without X-AUSERNAME is taken for one to nobody
 *     in particular and refused; true unless set
 */
record Options(
        Duration identityCheck, Duration backgroundIdentityCheck, boolean computedRoles, boolean requireUserName) {

    private static final Set<String> KNOWN =
            Set.of("identity-check", "background-identity-check", "effective-roles", "require-user-name");

    /** @throws IllegalArgumentException if an option is unknown or makes no sense */
    static Options of(ApplicationSettings settings) {
        Map<String, String> options = settings.options();
        for (String name : options.keySet()) {
            if (!KNOWN.contains(name)) {
                throw wrong(
                        settings,
                        name,
                        "is unknown, known are " + KNOWN.stream().sorted().toList());
            }
        }
        return new Options(
                duration(settings, "identity-check", "PT30S"),
                duration(settings, "background-identity-check", "PT1H"),
                oneOf(settings, "effective-roles", "asked", "computed").equals("computed"),
                oneOf(settings, "require-user-name", "true", "false").equals("true"));
    }

    private static Duration duration(ApplicationSettings settings, String name, String otherwise) {
        try {
            return Duration.parse(settings.options().getOrDefault(name, otherwise));
        } catch (DateTimeParseException e) {
            throw wrong(settings, name, "must be an ISO 8601 duration such as " + otherwise);
        }
    }

    private static String oneOf(ApplicationSettings settings, String name, String usual, String other) {
        String value = settings.options().getOrDefault(name, usual);
        if (!value.equals(usual) && !value.equals(other)) {
            throw wrong(settings, name, "must be " + usual + " or " + other);
        }
        return value;
    }

    private static IllegalArgumentException wrong(ApplicationSettings settings, String name, String why) {
        return new IllegalArgumentException(
                "hallpass.applications '" + settings.name() + "': option " + name + " " + why);
    }
}

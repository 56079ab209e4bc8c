package dev.hallpass.notification;

import java.util.Set;
import java.util.UUID;

/**
 * Something people should know; ids only, so that any channel may carry it.
 *
 * @param kind stable name, such as {@code decision-waits}
 * @param people login names of the people concerned
 * @param groups groups whose members are concerned
 * @param request the access request that it is about
 * @param text a sentence for people
 */
public record Notice(String kind, Set<String> people, Set<String> groups, UUID request, String text) {

    /** Copies its sets. */
    public Notice {
        people = Set.copyOf(people);
        groups = Set.copyOf(groups);
    }
}

package dev.hallpass.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be changed in an application.
 *
 * @param revocations grants that are being taken back
 * @param failingRevocations those of them whose last attempt has failed
 * @param grants grants that are agreed and not there yet
 * @param calls how many calls that takes, about
 * @param expected how long it takes by the calls that are left in the budget; null if nothing waits
 */
public record Backlog(
        int revocations,
        int failingRevocations,
        int grants,
        int calls,
        @Nullable Duration expected) {}

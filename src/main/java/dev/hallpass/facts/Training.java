package dev.hallpass.facts;

import dev.hallpass.identity.PrincipalId;
import java.time.LocalDate;

/**
 * A training that somebody has completed.
 *
 * @param name such as {@code secure-coding}
 * @param completedOn on what day, for the last time
 */
public record Training(PrincipalId person, String name, LocalDate completedOn) {}

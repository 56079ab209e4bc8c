package dev.hallpass.facts;

import dev.hallpass.identity.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * How careful one should be with somebody.
 *
 * @param reason why, for people
 */
public record Risk(
        PrincipalId person, RiskLevel level, @Nullable String reason) {}

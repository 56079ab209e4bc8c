package dev.hallpass.connector;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the calls of an hour are divided by urgency, {@code hallpass.applications[].budget}.
 *
 * @param keptForRevocations per cent of each budget that only calls which take access away may use
 * @param keptFromBackground per cent of each budget that discovery and looking for drift leave to all others
 * @param callsAtOnce how many calls are under way at once, in each instance; the others wait, the most urgent first
 */
public record BudgetShares(
        @DefaultValue("10") int keptForRevocations,
        @DefaultValue("40") int keptFromBackground,
        @DefaultValue("16") int callsAtOnce) {

    /** Ten per cent for revocations alone, forty per cent out of reach of what runs in the background. */
    public static final BudgetShares USUAL = new BudgetShares(10, 40, 16);

    /** Checks all. */
    public BudgetShares {
        if (callsAtOnce < 1) {
            throw new IllegalArgumentException("budget.calls-at-once must be at least 1, not " + callsAtOnce);
        }
        if (keptForRevocations < 0 || keptForRevocations > keptFromBackground || keptFromBackground >= 100) {
            throw new IllegalArgumentException("budget.kept-for-revocations (" + keptForRevocations
                    + ") must be from 0 to budget.kept-from-background (" + keptFromBackground
                    + "), and that below 100");
        }
    }

    /** How many of an hour's calls an urgency may use; at least one. */
    public int limit(int callsPerHour, Urgency urgency) {
        int kept = switch (urgency) {
            case REVOCATION -> 0;
            case GRANT -> keptForRevocations;
            case BACKGROUND -> keptFromBackground;
        };
        return callsPerHour - (int) ((long) callsPerHour * kept / 100);
    }
}

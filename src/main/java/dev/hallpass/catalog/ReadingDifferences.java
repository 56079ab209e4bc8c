package dev.hallpass.catalog;

import dev.hallpass.connector.HolderKind;
import java.util.List;
import java.util.Optional;

/**
 * How a reading of a resource differs from the one before.
 *
 * @param all each with what people call the holder
 */
record ReadingDifferences(List<Named> all) {

    /** From so many on, accounts that come while as many leave are doubted. */
    private static final int MANY = 3;

    /** @param displayName empty where the application does not tell it */
    record Named(PermissionDifference difference, String displayName) {

        private boolean isAccount() {
            return difference.kind() == HolderKind.ACCOUNT;
        }

        private boolean vanished() {
            return isAccount() && difference.after() == null;
        }

        private boolean appeared() {
            return isAccount() && difference.before() == null;
        }

        private boolean isLike(Named other) {
            return !displayName.isBlank()
                    && displayName.equals(other.displayName)
                    && difference.before() != null
                    && difference.before().equals(other.difference.after());
        }
    }

    List<PermissionDifference> told() {
        return all.stream().map(Named::difference).toList();
    }

    /** Whether accounts may be shown under other ids than before. */
    boolean mayBeOtherIds() {
        return all.stream().anyMatch(Named::vanished) && all.stream().anyMatch(Named::appeared);
    }

    /**
     * What speaks against the reading: somebody of the same name and role comes as somebody leaves, or many come as many
     * leave. It is the same text for the same differences.
     */
    Optional<String> doubt() {
        List<Named> vanished = all.stream().filter(Named::vanished).toList();
        List<Named> appeared = all.stream().filter(Named::appeared).toList();
        boolean samePeople =
                vanished.stream().anyMatch(gone -> appeared.stream().anyMatch(gone::isLike));
        if (!samePeople && Math.min(vanished.size(), appeared.size()) < MANY) {
            return Optional.empty();
        }
        return Optional.of(
                "%d accounts are missing and %d are new, as if they were shown under other ids (%08x): not believed yet"
                        .formatted(
                                vanished.size(),
                                appeared.size(),
                                told().toString().hashCode()));
    }
}

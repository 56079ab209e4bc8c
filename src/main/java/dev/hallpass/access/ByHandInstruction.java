package dev.hallpass.access;

import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.ResourceKind;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what a person has to do in an application. */
final class ByHandInstruction {

    private ByHandInstruction() {}

    /**
     * What has to be done so that an account holds exactly a role.
     *
     * @param desired the role; null for none
     */
    static String of(Pair pair, Resource resource, @Nullable String desired) {
        String account = account(pair);
        if (resource.kind() == ResourceKind.GROUP) {
            return desired == null
                    ? "Remove %s from group %s in %s.".formatted(account, resource.path(), resource.application())
                    : "Add %s to group %s in %s.".formatted(account, resource.path(), resource.application());
        }
        return desired == null
                ? "Remove %s from the permissions of %s in %s."
                        .formatted(account, resource.path(), resource.application())
                : "Give %s exactly the permission %s on %s in %s."
                        .formatted(account, desired, resource.path(), resource.application());
    }

    /** What has to be done when a group is gone that somebody was in by a grant. */
    static String lookForRenamed(Pair pair, Resource group) {
        return "Group %s is gone from %s, deleted or renamed. Look whether it goes by another name now, and remove %s if they are still in it."
                .formatted(group.path(), group.application(), account(pair));
    }

    private static String account(Pair pair) {
        return pair.principal().equals(ByHandOrder.NOBODY)
                ? "the account %s".formatted(pair.account())
                : "%s (account %s)".formatted(pair.principal().value(), pair.account());
    }
}

package dev.hallpass.catalog;

import java.time.Instant;
import java.util.List;

/**
 * The roles given on a resource itself (for a group: its members) were read completely. Published inside the
 * transaction that stores the reading: a listener that fails undoes it.
 *
 * @param at when the reading was begun: what was written since may or may not be in it
 * @param first whether there was no reading before, so that nothing can be told from the differences
 * @param differences to the reading before; at the first one everything
 * @param doubted whether accounts may only be shown under other ids than before, or may have been missed by the only
 *     reading before: to be told of, not to be acted upon
 */
public record PermissionsRead(
        ResourceId resource, Instant at, boolean first, List<PermissionDifference> differences, boolean doubted) {

    /** Copies its list. */
    public PermissionsRead {
        differences = List.copyOf(differences);
    }

    /** One that nothing speaks against. */
    public PermissionsRead(ResourceId resource, Instant at, boolean first, List<PermissionDifference> differences) {
        this(resource, at, first, differences, false);
    }
}

package dev.hallpass.catalog;

import dev.hallpass.connector.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the reading of one application is. What is done with it is stored together with the page it follows from. */
final class DiscoveryState {

    /** Of the pass over all lists. */
    enum ListPhase {
        WAITING,
        RESOURCES,
        ACCOUNTS,
        PRESENCE
    }

    /** Stands among the kinds that could not be read to their end. */
    static final String ACCOUNTS = "ACCOUNTS";

    final String application;
    final long version;

    @Nullable
    Instant pausedUntil;

    int failures;

    @Nullable
    String problem;

    ListPhase phase = ListPhase.WAITING;

    @Nullable
    ResourceKind kind;

    @Nullable
    String cursor;

    Set<String> incomplete = new TreeSet<>();
    int phaseDone;

    @Nullable
    Integer phaseTotal;

    @Nullable
    Instant passStartedAt;

    int passFound;
    int passChanged;
    int passVanished;
    int passCalls;
    boolean listsWanted;

    @Nullable
    Instant listsCompleteAt;

    int listsCost;

    @Nullable
    Instant accountsCompleteAt;

    @Nullable
    UUID readingResource;

    @Nullable
    String readingCursor;

    @Nullable
    Instant readingStartedAt;

    @Nullable
    Instant nextTurnAt;

    boolean fullRunning;

    @Nullable
    Instant fullStartedAt;

    @Nullable
    Instant fullCompleteAt;

    int fullDone;
    long fullCalls;

    DiscoveryState(String application, long version) {
        this.application = application;
        this.version = version;
    }

    /** Begins a pass over all lists. */
    void beginLists(List<ResourceKind> kinds, Instant now) {
        passStartedAt = now;
        passFound = 0;
        passChanged = 0;
        passVanished = 0;
        passCalls = 0;
        listsWanted = false;
        incomplete = new TreeSet<>();
        enter(ListPhase.RESOURCES);
        if (kinds.isEmpty()) {
            enter(ListPhase.ACCOUNTS);
        } else {
            kind = kinds.getFirst();
        }
    }

    /** What comes after the list of this kind, or after this phase. */
    void nextList(List<ResourceKind> kinds) {
        if (phase == ListPhase.RESOURCES) {
            int next = kinds.indexOf(kind) + 1;
            if (next < kinds.size()) {
                enter(ListPhase.RESOURCES);
                kind = kinds.get(next);
            } else {
                enter(ListPhase.ACCOUNTS);
            }
        } else if (phase == ListPhase.ACCOUNTS) {
            enter(ListPhase.PRESENCE);
        } else {
            enter(ListPhase.WAITING);
        }
    }

    /** Forgets a pass that is under way, so that the next step begins one from its start. */
    void abandonLists() {
        enter(ListPhase.WAITING);
        passStartedAt = null;
    }

    private void enter(ListPhase next) {
        phase = next;
        kind = null;
        cursor = null;
        phaseDone = 0;
        phaseTotal = null;
    }

    /** The list that is being read, as it is named among those that could not be. */
    String list() {
        return kind == null ? ACCOUNTS : kind.name();
    }

    void beginReading(ResourceId resource, Instant now) {
        readingResource = resource.value();
        readingCursor = null;
        readingStartedAt = now;
    }

    void endReading() {
        readingResource = null;
        readingCursor = null;
        readingStartedAt = null;
    }

    /** Begins a full discovery. */
    void beginFull(Instant now) {
        fullRunning = true;
        fullStartedAt = now;
        fullDone = 0;
        fullCalls = 0;
        abandonLists();
    }

    /** One more call was made. */
    void called(boolean ofLists) {
        if (ofLists) {
            passCalls++;
        }
        if (fullRunning) {
            fullCalls++;
        }
    }

    /** The application has answered. */
    void answered() {
        failures = 0;
        pausedUntil = null;
        problem = null;
    }

    /** Whether all lists were read since the full discovery began. */
    boolean listsAreDone() {
        return phase == ListPhase.WAITING
                && passStartedAt != null
                && fullStartedAt != null
                && !passStartedAt.isBefore(fullStartedAt);
    }
}

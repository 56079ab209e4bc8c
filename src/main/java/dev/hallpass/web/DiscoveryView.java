package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.catalog.DiscoveryPhase;
import dev.hallpass.catalog.DiscoveryProgress;
import dev.hallpass.connector.ResourceKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the reading of an application is, as it goes out; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Discovery", description = "How far the reading of an application into the catalog is.")
record DiscoveryView(
        @Schema(example = "acme") String application,

        DiscoveryPhase phase,

        @Schema(description = "Of which resources the list is being read.") @Nullable
        ResourceKind kind,

        @Schema(description = "How many things of the phase are done.", example = "1200")
        int done,

        @Schema(description = "How many there are, where that is known.", example = "5000") @Nullable
        Integer total,

        @Schema(description = "How many resources the full discovery has read the permissions of.", example = "1200")
        int resourcesRead,

        @Schema(description = "How many resources there are.", example = "5321")
        int resources,

        @Schema(description = "Calls that the full discovery has taken.", example = "1290")
        long calls,

        @Schema(description = "When the full discovery began.") @Nullable
        Instant startedAt,

        @Schema(description = "How long it is likely to take still.", example = "PT5H12M") @Nullable
        String timeLeft,

        @Schema(description = "When it goes on, if it waits.") @Nullable
        Instant pausedUntil,

        @Schema(description = "When a full discovery was last complete.") @Nullable
        Instant completedAt,

        @Schema(description = "When all lists were last read to their end.") @Nullable
        Instant listsCompletedAt,

        @Schema(description = "Of how many resources the permissions could not be read last.", example = "0")
        int unreadable,

        @Schema(
                description =
                        "What went wrong last; auditors and administrators see the words of the application, others"
                                + " only that something did.")
        @Nullable
        String problem) {

    private static final String PLAIN_PROBLEM = "The last reading failed; administrators see why.";

    static DiscoveryView of(DiscoveryProgress progress, Viewer viewer) {
        return new DiscoveryView(
                progress.application(),
                progress.phase(),
                progress.kind(),
                progress.done(),
                progress.total(),
                progress.resourcesRead(),
                progress.resources(),
                progress.calls(),
                progress.startedAt(),
                progress.timeLeft() == null ? null : progress.timeLeft().toString(),
                progress.pausedUntil(),
                progress.completedAt(),
                progress.listsCompletedAt(),
                progress.unreadable(),
                problem(progress, viewer));
    }

    /** The words of an application may tell addresses and names that are no business of everybody. */
    static @Nullable String problem(DiscoveryProgress progress, Viewer viewer) {
        return progress.problem() == null || viewer.seesEverything() ? progress.problem() : PLAIN_PROBLEM;
    }
}

package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.access.Backlog;
import dev.hallpass.catalog.DiscoveryPhase;
import dev.hallpass.catalog.DiscoveryProgress;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Fulfilment;
import dev.hallpass.connector.NeededRights;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connected application as it goes out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Application", description = "A connected application, what can be done in it, and how it stands.")
record ApplicationView(
        @Schema(example = "acme") String name,

        @Schema(description = "Which type of connector speaks to it.", example = "bitbucket-cloud")
        String type,

        @Schema(description = "Whether Hallpass changes permissions through the API, or tells people to.")
        Fulfilment fulfilment,

        @Schema(description = "The group whose members are told what to do by hand.", example = "administrators")
        String fulfillers,

        @Schema(description = "What is done when somebody has changed a permission by hand.")
        DriftResponse drift,

        @Schema(description = "What there is in it, and which roles can be given on it, rising.")
        List<KindView> kinds,

        QueueView queue,

        @Schema(description = "How far reading it is.") @Nullable
        DiscoveryView discovery,

        @Schema(description = "How its credentials stand; for auditors and administrators.") @Nullable
        List<CredentialView> credentials) {

    /** What can be given on one kind of resource. */
    @Schema(name = "ApplicationKind", description = "A kind of resource; without roles it is only read.")
    record KindView(
            ResourceKind kind,

            @Schema(example = "[\"read\", \"write\", \"admin\"]")
            List<String> roles,

            @Schema(
                    description = "What a credential must be allowed to read it, in the application's own words.",
                    example = "[\"read:repository:bitbucket\", \"read:workspace:bitbucket\"]")
            List<String> rightsToRead,

            @Schema(
                    description = "What it must be allowed to give roles on it and take them away; empty where that"
                            + " cannot be done.",
                    example = "[\"admin:repository:bitbucket\", \"write:permission:bitbucket\"]")
            List<String> rightsToChange) {

        static KindView of(Connector connector, ResourceKind kind) {
            NeededRights rights = connector.rights(kind);
            return new KindView(kind, connector.roles(kind), rights.toRead(), rights.toChange());
        }
    }

    /** What waits to be changed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApplicationQueue", description = "What waits to be changed in the application.")
    record QueueView(
            @Schema(description = "Grants that are being taken back.", example = "3")
            int revocations,

            @Schema(description = "Those of them whose last attempt has failed.", example = "0")
            int failingRevocations,

            @Schema(description = "Grants that are agreed and not there yet.", example = "1")
            int grants,

            @Schema(description = "How many calls that takes, about.", example = "16")
            int calls,

            @Schema(
                    description = "How long until all is done, by the calls left in the budget and the time that such"
                            + " changes took lately; an ISO-8601 duration. Missing if nothing waits.",
                    example = "PT2S")
            @Nullable
            String expected,

            @Schema(description = "How many calls are left in the budgets of all credentials now.", example = "640")
            int callsLeft,

            @Schema(description = "The same by urgency, in the order in which it is worked on.")
            List<WaitingView> waiting) {

        static QueueView of(Backlog backlog, Instant now) {
            return new QueueView(
                    backlog.waiting(Urgency.REVOCATION),
                    backlog.failingRevocations(),
                    backlog.waiting(Urgency.GRANT),
                    backlog.calls(),
                    backlog.expected() == null ? null : backlog.expected().toString(),
                    backlog.callsLeft(),
                    backlog.parts().stream()
                            .map(part -> WaitingView.of(part, now))
                            .toList());
        }
    }

    /** What waits with one urgency. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApplicationQueuePart", description = "What waits with one urgency; revocations go first.")
    record WaitingView(
            Urgency urgency,

            @Schema(description = "How many grants.", example = "3")
            int waiting,

            @Schema(description = "How many pairs of person and resource are changed for them.", example = "3")
            int pairs,

            @Schema(description = "When the first of them should have been done.") @Nullable
            Instant oldestDue,

            @Schema(description = "How many calls that takes, by what such changes took lately.", example = "9")
            int calls,

            @Schema(description = "How long until all of it is done; an ISO-8601 duration.", example = "PT2S")
            String expected,

            @Schema(description = "When that is.") Instant expectedAt,

            @Schema(description = "How many of the grants wait for nothing but calls of the budget.", example = "0")
            int waitingForCalls,

            @Schema(
                    description = "By when there are calls for all of these, and each is tried again. Missing if none"
                            + " waits for calls.")
            @Nullable
            Instant callsUntil) {

        static WaitingView of(Backlog.Part part, Instant now) {
            return new WaitingView(
                    part.urgency(),
                    part.waiting(),
                    part.pairs(),
                    part.oldestDue(),
                    part.calls(),
                    part.expected().toString(),
                    now.plus(part.expected()),
                    part.waitingForCalls(),
                    part.callsUntil());
        }
    }

    /** How far reading the application is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApplicationDiscovery", description = "How far reading the application into the catalog is.")
    record DiscoveryView(
            DiscoveryPhase phase,

            @Nullable ResourceKind kind,

            @Schema(
                    description = "How many resources the full discovery has read the permissions of.",
                    example = "4100")
            int resourcesRead,

            @Schema(description = "How many resources there are.", example = "5300")
            int resources,

            @Nullable Instant startedAt,

            @Schema(description = "How long it is likely to take still; an ISO-8601 duration.", example = "PT1H20M")
            @Nullable
            String timeLeft,

            @Nullable Instant pausedUntil,
            @Nullable Instant completedAt,

            @Schema(
                    description = "What went wrong last; auditors and administrators see the words of the application,"
                            + " others only that something did.")
            @Nullable
            String problem) {

        static DiscoveryView of(DiscoveryProgress progress, Viewer viewer) {
            return new DiscoveryView(
                    progress.phase(),
                    progress.kind(),
                    progress.resourcesRead(),
                    progress.resources(),
                    progress.startedAt(),
                    progress.timeLeft() == null ? null : progress.timeLeft().toString(),
                    progress.pausedUntil(),
                    progress.completedAt(),
                    dev.hallpass.web.DiscoveryView.problem(progress, viewer));
        }
    }

    /** How a credential stands; never the secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApplicationCredential", description = "How one credential stands; the secret is never told.")
    record CredentialView(
            @Schema(example = "hallpass-bot@acme.example") String name,

            @Schema(description = "Its budget for a rolling hour.", example = "800")
            int callsPerHour,

            @Schema(description = "What is left of it now.", example = "640")
            int callsLeft,

            @Schema(description = "When it expires, where that is known.") @Nullable
            Instant expiresAt,

            @Schema(description = "False since the application refused it last.")
            boolean accepted) {

        static CredentialView of(CredentialStatus status) {
            return new CredentialView(
                    status.name(), status.callsPerHour(), status.callsLeft(), status.expiresAt(), status.accepted());
        }
    }
}

package dev.hallpass.request;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.facts.FactGathering;
import dev.hallpass.facts.FactQuestion;
import dev.hallpass.facts.GatheredFacts;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.Circumstances;
import dev.hallpass.policy.Circumstances.Prolonged;
import dev.hallpass.policy.PolicyFacts;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what the policy may look at; the same for a stored request and for a preview. */
@Component
public class RequestFacts {

    private static final String UNANSWERED = "unanswered";

    private final Principals principals;
    private final Catalog catalog;
    private final FactGathering gathering;
    private final GrantExtensions extensions;
    private final Clock clock;

    RequestFacts(
            Principals principals, Catalog catalog, FactGathering gathering, GrantExtensions extensions, Clock clock) {
        this.principals = principals;
        this.catalog = catalog;
        this.gathering = gathering;
        this.extensions = extensions;
        this.clock = clock;
    }

    /** The facts of a stored request as they are now, without those that sources tell. */
    public PolicyFacts of(AccessRequest request) {
        return new PolicyFacts(
                principals.require(request.requester(), "requester"),
                principals.require(request.beneficiary(), "beneficiary"),
                catalog.require(request.resource()),
                request.role(),
                request.wholeDuration(),
                request.ticket(),
                request.isExtension(),
                circumstances(request),
                Map.of());
    }

    /**
     * The facts of a stored request as they are now, for the tables. Waits for the sources of facts, so it is not to be
     * called with a transaction in hand.
     */
    public PolicyFacts gathered(AccessRequest request) {
        return gathered(of(request));
    }

    /** The same of what somebody would ask for. */
    public PolicyFacts gathered(RequestSubmission submission) {
        return gathered(new PolicyFacts(
                submission.requester(),
                submission.beneficiary(),
                submission.resource(),
                submission.role(),
                submission.wholeDuration(),
                submission.ticket(),
                false,
                new Circumstances(submission.emergency(), submission.acceptShorter(), null),
                Map.of()));
    }

    private Circumstances circumstances(AccessRequest request) {
        Prolonged prolonged = null;
        if (request.extendsGrant() != null) {
            GrantExtensions.History before = extensions.of(request.extendsGrant());
            prolonged = new Prolonged(
                    before.count(), before.total(), request.wholeDuration().minus(request.duration()));
        }
        return new Circumstances(request.terms().emergency(), request.terms().acceptShorter(), prolonged);
    }

    private PolicyFacts gathered(PolicyFacts asked) {
        GatheredFacts told = gathering.gather(new FactQuestion(
                asked.requester(),
                asked.beneficiary(),
                asked.resource(),
                asked.role(),
                asked.ticket(),
                clock.instant()));
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(told.facts());
        // Kept with the evaluation: why something was unknown then.
        facts.put(UNANSWERED, List.copyOf(told.unanswered()));
        return new PolicyFacts(
                asked.requester(),
                asked.beneficiary(),
                asked.resource(),
                asked.role(),
                asked.duration(),
                asked.ticket(),
                asked.extension(),
                asked.circumstances(),
                facts);
    }
}

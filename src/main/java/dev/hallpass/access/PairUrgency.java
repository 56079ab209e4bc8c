package dev.hallpass.access;

import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.Urgency;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How urgent it is to look at a pair. What may give more than it should, a write that comes too late or that was half
 * done for grants that came to nothing, has to be taken away; who has a grant waits for what it gives; the rest is only
 * watched.
 */
@Component
class PairUrgency {

    private final GrantRows grants;
    private final PairBalances balances;
    private final Clock clock;

    PairUrgency(GrantRows grants, PairBalances balances, Clock clock) {
        this.grants = grants;
        this.balances = balances;
        this.clock = clock;
    }

    /** By what the ledger knows now. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public Urgency of(Pair pair, Resource resource) {
        Instant now = clock.instant();
        List<GrantEntity> live =
                grants.live(pair.principal().value(), pair.resource().value(), pair.account());
        boolean ending = live.stream().anyMatch(grant -> !counts(grant, now) && !grant.isSetAside());
        if (ending
                || balances.find(pair)
                        .filter(balance -> mayGiveTooMuch(balance, resource, live, now))
                        .isPresent()) {
            return Urgency.REVOCATION;
        }
        return live.isEmpty() ? Urgency.BACKGROUND : Urgency.GRANT;
    }

    private static boolean mayGiveTooMuch(PairBalance balance, Resource resource, List<GrantEntity> live, Instant now) {
        int desired = live.stream()
                .filter(grant -> counts(grant, now) && !grant.isSetAside())
                .mapToInt(grant -> resource.level(grant.role()))
                .reduce(OtherPaths.level(resource, balance.standing()), Math::max);
        Stream<LateWrite> begun = Stream.ofNullable(balance.intention())
                .map(intention -> new LateWrite(intention.role(), intention.since()));
        return (balance.open() && live.isEmpty())
                || Stream.concat(begun, balance.late().stream())
                        .anyMatch(write -> OtherPaths.level(resource, write.role()) > desired);
    }

    private static boolean counts(GrantEntity grant, Instant now) {
        return grant.state() != GrantState.REVOKING && !grant.isOverdue(now);
    }
}

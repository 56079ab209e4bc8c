package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bookkeeping before each change of a pair. What is intended is committed before it is written, so whoever comes
 * after a crash knows what was ours and what was not. How it came out is for {@link LedgerSettlement}.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class LedgerBooks {

    private final GrantRows grants;
    private final PairBalances balances;
    private final HandMadeChanges changes;
    private final LateWrites lateWrites;
    private final WatchSchedule schedule;
    private final AccessRequests requests;
    private final LedgerEvents events;
    private final AuditTrail audit;
    private final DriftSettings drift;
    private final Clock clock;

    LedgerBooks(
            GrantRows grants,
            PairBalances balances,
            HandMadeChanges changes,
            LateWrites lateWrites,
            WatchSchedule schedule,
            AccessRequests requests,
            LedgerEvents events,
            AuditTrail audit,
            DriftSettings drift,
            Clock clock) {
        this.grants = grants;
        this.balances = balances;
        this.changes = changes;
        this.lateWrites = lateWrites;
        this.schedule = schedule;
        this.requests = requests;
        this.events = events;
        this.audit = audit;
        this.drift = drift;
        this.clock = clock;
    }

    /** Takes in what was read, notes the baseline or what was changed by hand, and commits to what shall be. */
    public Plan plan(Pair pair, Resource resource, @Nullable String observed) {
        List<GrantEntity> live =
                grants.lockLive(pair.principal().value(), pair.resource().value(), pair.account());
        @Nullable PairBalance known = balances.find(pair).orElse(null);
        Instant now = clock.instant();
        if (live.isEmpty() && (known == null || !known.open())) {
            return known == null ? new Plan.Nothing() : watch(pair, resource, known, observed, now);
        }
        live.stream().filter(grant -> grant.isOverdue(now)).forEach(grant -> expire(grant, now));
        if (known != null && !known.explains(observed) && !changes.isBelieved(known, observed, now)) {
            PairBalance.Suspicion suspicion = changes.suspect(known, observed, now);
            balances.saveUnchanged(pair, known.suspecting(suspicion));
            Duration after = Duration.between(now, suspicion.since().plus(drift.driftConfirmation()));
            return new Plan.ReadAgain(after.isPositive() ? after : drift.driftConfirmation());
        }
        if (known != null && known.explains(observed)) {
            Duration doubt = known.inDoubtFor(observed, now, drift.driftConfirmation());
            if (doubt.isPositive()) {
                balances.lookAt(pair, now.plus(doubt));
                return new Plan.ReadAgain(doubt);
            }
        }
        PairBalance balance = taken(pair, resource, observed, known, live, now);
        return intend(pair, balance, convergence(resource, observed, known, balance, live), now);
    }

    private Plan intend(Pair pair, PairBalance balance, Convergence convergence, Instant now) {
        boolean toldBefore = convergence.takesAll() && balances.hasToldEffective(pair);
        PairBalance left = schedule.forgettingWhatCannotCome(balance, now);
        if (convergence.writes()) {
            balances.save(pair, left.intending(convergence.desired(), now));
        } else {
            balances.saveUnchanged(pair, left);
        }
        return new Plan.Act(convergence, toldBefore);
    }

    /** No grant is at work on the pair, but a write for one of them may still come. */
    private Plan watch(Pair pair, Resource resource, PairBalance known, @Nullable String observed, Instant now) {
        if (!known.hasLanded(observed)) {
            balances.saveWatch(pair, schedule.forgettingWhatCannotCome(known.suspecting(null), now));
            return new Plan.Nothing();
        }
        List<UUID> lastEnded = lateWrites.landed(pair, resource, List.of(), known, observed);
        PairBalance balance = PairBalance.opened(known.confirmed(), known.changedAt(), known.late())
                .reading(known.confirmed(), observed, now);
        return intend(pair, balance, Convergence.undoing(observed, known.confirmed(), lastEnded), now);
    }

    /** The application refused what was intended: it cannot take effect later. */
    public void refused(Pair pair) {
        balances.find(pair)
                .filter(PairBalance::open)
                .ifPresent(balance -> balances.saveUnchanged(pair, balance.refused()));
    }

    private void expire(GrantEntity grant, Instant now) {
        grant.revoke(EndReason.EXPIRED, null, now, now);
        AccessRequest request =
                requests.revoking(grant.request(), EndReason.EXPIRED, grant.due(), AccessRequests.SYSTEM);
        audit.record(LedgerEvents.of(grant, request, AuditEventType.GRANT_REVOKING)
                .with("reason", EndReason.EXPIRED.name()));
    }

    private PairBalance taken(
            Pair pair,
            Resource resource,
            @Nullable String observed,
            @Nullable PairBalance known,
            List<GrantEntity> live,
            Instant now) {
        @Nullable String baseline = observed;
        if (known != null && known.hasLanded(observed)) {
            lateWrites.landed(pair, resource, live, known, observed);
            baseline = known.confirmed();
        }
        if (known == null || !known.open()) {
            audit.record(events.of(pair, live, AuditEventType.BASELINE_NOTED)
                    .with("baseline", LedgerEvents.shown(baseline)));
            PairBalance opened = known == null
                    ? PairBalance.opened(baseline, null, List.of())
                    : PairBalance.opened(baseline, known.changedAt(), known.late());
            return opened.reading(baseline, observed, now);
        }
        if (!known.explains(observed)) {
            return changes.takeIn(pair, resource, known, observed, live, now);
        }
        if (known.hasTakenEffect(observed)) {
            // The write took effect, but whoever wrote it never saw that, or died before telling.
            audit.record(events.of(pair, live, AuditEventType.PERMISSION_WRITTEN)
                    .with("before", LedgerEvents.shown(known.confirmed()))
                    .with("after", LedgerEvents.shown(observed)));
        }
        return known.reading(known.baseline(), observed, now);
    }

    private static Convergence convergence(
            Resource resource,
            @Nullable String observed,
            @Nullable PairBalance known,
            PairBalance balance,
            List<GrantEntity> live) {
        @Nullable String desired = balance.baseline();
        List<UUID> opening = new ArrayList<>();
        List<UUID> ending = new ArrayList<>();
        List<GrantEntity> counting = new ArrayList<>();
        for (GrantEntity grant : live) {
            if (grant.state() == GrantState.REVOKING) {
                ending.add(grant.id());
            } else if (!grant.isSetAside()) {
                desired = higher(resource, desired, grant.role());
                if (grant.state() == GrantState.PROVISIONING) {
                    opening.add(grant.id());
                } else {
                    counting.add(grant);
                }
            }
        }
        int found = OtherPaths.level(resource, observed);
        boolean tooHigh = ending.isEmpty() && found > OtherPaths.level(resource, desired);
        List<UUID> repairing = counting.stream()
                .filter(grant -> tooHigh || resource.level(grant.role()) > found)
                .map(GrantEntity::id)
                .toList();
        boolean effect = known != null
                && (known.hasTakenEffect(observed) || (known.hasLanded(observed) && Objects.equals(observed, desired)));
        ReceiptMeans done = known != null && known.byHand()
                ? ReceiptMeans.BY_HAND
                : effect ? ReceiptMeans.WRITE : ReceiptMeans.NOTHING;
        return new Convergence(
                known != null && effect ? known.confirmed() : observed,
                observed,
                desired,
                known == null || Objects.equals(known.confirmed(), observed),
                done,
                opening,
                ending,
                repairing);
    }

    /** Whether a grant waits to be brought about or taken back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public boolean waits(UUID request) {
        Instant now = clock.instant();
        return grants.findByRequestId(request)
                .filter(grant -> grant.state() == GrantState.PROVISIONING
                        || grant.state() == GrantState.REVOKING
                        || grant.isOverdue(now))
                .isPresent();
    }

    private static @Nullable String higher(Resource resource, @Nullable String one, String other) {
        return one == null || resource.level(other) > resource.level(one) ? other : one;
    }
}

package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bookkeeping around each change of a pair. What is intended is committed before it is written, and what was
 * written is settled after it was read back, so whoever comes after a crash knows what was ours and what was not.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class LedgerBooks {

    private final GrantRows grants;
    private final PairBalances balances;
    private final AccessRequests requests;
    private final LedgerEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    LedgerBooks(
            GrantRows grants,
            PairBalances balances,
            AccessRequests requests,
            LedgerEvents events,
            AuditTrail audit,
            Clock clock) {
        this.grants = grants;
        this.balances = balances;
        this.requests = requests;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes in what was read, notes the baseline or its change, and commits to what shall be.
     *
     * @return what is to be done; empty if no grant is or was at work on the pair
     */
    public Optional<Convergence> plan(Pair pair, Resource resource, @Nullable String observed) {
        List<GrantEntity> live = live(pair);
        Optional<PairBalance> known = balances.find(pair).filter(PairBalance::open);
        if (live.isEmpty() && known.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        live.stream().filter(grant -> grant.isOverdue(now)).forEach(grant -> expire(grant, now));
        PairBalance balance = taken(pair, observed, known.orElse(null), live);
        @Nullable String desired = balance.baseline();
        List<UUID> opening = new ArrayList<>();
        List<UUID> ending = new ArrayList<>();
        for (GrantEntity grant : live) {
            if (grant.state() == GrantState.REVOKING) {
                ending.add(grant.id());
            } else {
                desired = higher(resource, desired, grant.toValue().role());
            }
            if (grant.state() == GrantState.PROVISIONING) {
                opening.add(grant.id());
            }
        }
        Convergence convergence = new Convergence(observed, desired, opening, ending);
        balances.save(pair, convergence.writes() ? intending(balance, desired) : balance, null);
        return Optional.of(convergence);
    }

    private List<GrantEntity> live(Pair pair) {
        return grants.lockLive(pair.principal().value(), pair.resource().value(), pair.account());
    }

    private void expire(GrantEntity grant, Instant now) {
        grant.revoke(EndReason.EXPIRED, null, now, now);
        AccessRequest request =
                requests.revoking(grant.request(), EndReason.EXPIRED, grant.due(), AccessRequests.SYSTEM);
        audit.record(LedgerEvents.of(grant, request, AuditEventType.GRANT_REVOKING)
                .with("reason", EndReason.EXPIRED.name()));
    }

    private PairBalance taken(
            Pair pair, @Nullable String observed, @Nullable PairBalance known, List<GrantEntity> live) {
        if (known == null) {
            audit.record(events.of(pair, live, AuditEventType.BASELINE_NOTED).with("baseline", shown(observed)));
            return new PairBalance(true, observed, observed, false, null, Set.of());
        }
        if (isOurs(known, observed)) {
            if (known.intending()
                    && Objects.equals(observed, known.intended())
                    && !Objects.equals(observed, known.confirmed())) {
                // The write took effect, but whoever wrote it never saw that, or died before telling.
                audit.record(events.of(pair, live, AuditEventType.PERMISSION_WRITTEN)
                        .with("before", shown(known.confirmed()))
                        .with("after", shown(observed)));
            }
            return new PairBalance(true, known.baseline(), observed, false, null, known.written());
        }
        // Neither the last thing read nor anything we wrote: somebody changed it by hand, and that is to stay.
        audit.record(events.of(pair, live, AuditEventType.BASELINE_CHANGED)
                .with("expected", shown(known.confirmed()))
                .with("found", shown(observed))
                .with("baselineBefore", shown(known.baseline())));
        return new PairBalance(true, observed, observed, false, null, known.written());
    }

    private static boolean isOurs(PairBalance known, @Nullable String observed) {
        return Objects.equals(observed, known.confirmed())
                || (known.intending() && Objects.equals(observed, known.intended()))
                || (observed != null && known.written().contains(observed));
    }

    private static PairBalance intending(PairBalance balance, @Nullable String desired) {
        Set<String> written = new HashSet<>(balance.written());
        if (desired != null) {
            written.add(desired);
        }
        return new PairBalance(true, balance.baseline(), balance.confirmed(), true, desired, written);
    }

    /** The application was read back and is as it should be: grants come into force and end with that. */
    public void settle(Pair pair, Convergence convergence, @Nullable String after, @Nullable String effective) {
        List<GrantEntity> live = live(pair);
        Instant now = clock.instant();
        if (convergence.writes()) {
            audit.record(events.of(pair, live, AuditEventType.PERMISSION_WRITTEN)
                    .with("before", shown(convergence.before()))
                    .with("after", shown(after))
                    .with("effective", shown(effective)));
        }
        int remaining = 0;
        for (GrantEntity grant : live) {
            if (grant.state() == GrantState.PROVISIONING
                    && convergence.opening().contains(grant.id())) {
                activate(grant, now, after, effective);
            }
            if (grant.state() == GrantState.REVOKING && convergence.ending().contains(grant.id())) {
                end(grant, now, after, effective);
            } else {
                remaining++;
            }
        }
        PairBalance balance = balances.find(pair).orElseThrow();
        boolean open = remaining > 0;
        balances.save(
                pair,
                new PairBalance(
                        open,
                        open ? balance.baseline() : null,
                        after,
                        false,
                        null,
                        open ? balance.written() : Set.of()),
                effective);
    }

    private void activate(GrantEntity grant, Instant now, @Nullable String after, @Nullable String effective) {
        grant.activate(now);
        AccessRequest request = requests.active(grant.request(), now);
        audit.record(receipt(LedgerEvents.of(grant, request, AuditEventType.GRANT_ACTIVATED), after, effective)
                .with("expiresAt", grant.requireExpiry().toString()));
    }

    private void end(GrantEntity grant, Instant now, @Nullable String after, @Nullable String effective) {
        grant.end(now);
        AccessRequest request = requests.ended(grant.request(), now);
        audit.record(receipt(LedgerEvents.of(grant, request, AuditEventType.GRANT_ENDED), after, effective)
                .with("reason", String.valueOf(grant.toValue().endReason())));
    }

    private static AuditEvent receipt(AuditEvent event, @Nullable String after, @Nullable String effective) {
        return event.with("explicit", shown(after)).with("effective", shown(effective));
    }

    private static @Nullable String higher(Resource resource, @Nullable String one, String other) {
        return one == null || resource.level(other) > resource.level(one) ? other : one;
    }

    private static String shown(@Nullable String role) {
        return role == null ? "none" : role;
    }
}

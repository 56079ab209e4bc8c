package dev.hallpass.access;

import dev.hallpass.access.AlreadyHeldException.Held;
import dev.hallpass.catalog.AccessPath;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.PathKind;
import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.request.RequestSubmission;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells at once somebody who asks for what they hold already. What was observed may be old, so it is believed only if
 * the application says the same now; in doubt the request goes its way.
 */
@Component
public class AlreadyHeld {

    private static final Logger log = LoggerFactory.getLogger(AlreadyHeld.class);

    private final EffectiveAccesses accesses;
    private final Connectors connectors;
    private final Catalog catalog;
    private final Clock clock;

    AlreadyHeld(EffectiveAccesses accesses, Connectors connectors, Catalog catalog, Clock clock) {
        this.accesses = accesses;
        this.connectors = connectors;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Refuses what is held already for the whole time that is asked for. A grant that ends before is no reason: it may
     * overlap with another.
     *
     * @throws AlreadyHeldException if it is held
     */
    public void check(RequestSubmission asked) {
        find(asked).ifPresent(held -> {
            throw held;
        });
    }

    /** What would be the reason to refuse, if there is one. */
    public Optional<AlreadyHeldException> find(RequestSubmission asked) {
        Resource resource = asked.resource();
        String account = asked.beneficiary().accounts().get(resource.application());
        if (account == null) {
            return Optional.empty();
        }
        EffectiveAccess access = accesses.of(resource, account);
        List<AccessWay> enough = access.ways().stream()
                // Nobody knows how long what is not told lasts.
                .filter(each -> each.path().kind() != PathKind.UNTOLD)
                .filter(each -> resource.level(each.path().role()) >= resource.level(asked.role()))
                .toList();
        // While a grant gives it, what is said to stand without cannot be proved.
        boolean granted = enough.stream().anyMatch(Predicate.not(AccessWay::isStanding));
        return enough.stream()
                .filter(each -> granted != each.isStanding())
                .filter(each -> lasts(each, clock.instant().plus(asked.duration())))
                .max(Comparator.comparing(AlreadyHeld::until))
                .filter(way -> isConfirmed(resource, account, asked.role()))
                .map(way -> problem(asked, way));
    }

    private static boolean lasts(AccessWay way, Instant end) {
        Grant grant = way.grant();
        return grant == null
                || (grant.state() == GrantState.ACTIVE
                        && grant.expiresAt() != null
                        && !grant.expiresAt().isBefore(end));
    }

    private static Instant until(AccessWay way) {
        Grant grant = way.grant();
        return grant == null || grant.expiresAt() == null ? Instant.MAX : grant.expiresAt();
    }

    private boolean isConfirmed(Resource resource, String account, String role) {
        try {
            return connectors
                    .forApplication(resource.application())
                    .effectiveRole(resource.connected(), account)
                    .filter(effective -> resource.level(effective) >= resource.level(role))
                    .isPresent();
        } catch (ConnectorException e) {
            log.atInfo()
                    .addKeyValue("resource", resource.path())
                    .log(
                            "Whether the access is held already cannot be told now, so the request goes on: {}",
                            e.getMessage());
            return false;
        }
    }

    private AlreadyHeldException problem(RequestSubmission asked, AccessWay way) {
        boolean own = asked.requester().id().equals(asked.beneficiary().id());
        Grant grant = way.grant();
        String role = way.path().role();
        // Who asks for others is told that they need not, and nothing more of what others hold.
        @Nullable String path = own ? inWords(way.path()) : null;
        Held held = own && grant != null
                ? new Held(role, path, grant.id(), grant.request(), grant.expiresAt())
                : new Held(role, path, null, null, null);
        StringBuilder detail = new StringBuilder("%s holds %s on %s already"
                .formatted(
                        asked.beneficiary().id().value(), role, asked.resource().path()));
        if (path != null) {
            detail.append(", ").append(path);
        }
        if (held.request() != null) {
            detail.append(", by request %s until %s".formatted(held.request(), held.until()));
        }
        return new AlreadyHeldException(
                asked,
                detail.append('.').toString(),
                held.grant() == null
                        ? "a role above %s".formatted(role)
                        : "a role above %s, or more time than is left of the grant".formatted(role),
                held);
    }

    private String inWords(AccessPath path) {
        String where = catalog.find(path.on()).map(Resource::path).orElse("a resource that is gone");
        return switch (path.kind()) {
            case OWN -> "by an own permission";
            case GROUP, PROJECT_GROUP -> "by %s of group %s on %s".formatted(path.roleThere(), path.through(), where);
            case PROJECT -> "by %s on project %s".formatted(path.roleThere(), where);
            case WORKSPACE -> "by %s on the whole of %s".formatted(path.roleThere(), where);
            case DEFAULT -> "by what everybody has on %s".formatted(where);
            case PUBLIC -> "because %s is public".formatted(where);
            case OWNER -> "because %s belongs to the account".formatted(where);
            case UNTOLD -> "by a path that the application does not tell";
        };
    }
}

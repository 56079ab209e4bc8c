package dev.hallpass.web;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.identity.WellKnownGroups;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows who is behind a login name. */
@Component
class Viewers {

    private final Principals principals;
    private final Catalog catalog;
    private final WellKnownGroups groups;

    Viewers(Principals principals, Catalog catalog, WellKnownGroups groups) {
        this.principals = principals;
        this.catalog = catalog;
        this.groups = groups;
    }

    /** The viewer of this login name; empty if the name is unknown or the principal not active. */
    Optional<Viewer> of(String login) {
        // No name has a control character, and PostgreSQL refuses some of them.
        if (login.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return principals.find(new PrincipalId(login)).filter(Principal::active).map(this::of);
    }

    private Viewer of(Principal principal) {
        return new Viewer(
                principal,
                principal.groups().contains(groups.auditors()),
                principal.groups().contains(groups.administrators()),
                () -> catalog.ownedBy(principal.id()));
    }
}

package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import dev.hallpass.facts.FactSettings;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import org.springframework.stereotype.Component;

/** Who may tell the facts that policies look at, and who may see them. */
@Component
class FactFeeders {

    private final FactSettings settings;
    private final Principals principals;

    FactFeeders(FactSettings settings, Principals principals) {
        this.settings = settings;
        this.principals = principals;
    }

    /**
     * Whoever can tell facts can bring about access, so only those do who are trusted with it.
     *
     * @throws ProblemException of kind forbidden
     */
    void requireMayTell(Viewer viewer) {
        if (!mayTell(viewer)) {
            throw ProblemException.forbidden(
                    "Only administrators and the group %s tell facts.".formatted(settings.feeders()));
        }
    }

    /**
     * Those who tell them, those who see everything, and the person whom they are about.
     *
     * @throws ProblemException of kind forbidden
     */
    void requireMaySee(Viewer viewer, PrincipalId person) {
        if (!viewer.is(person)) {
            requireMaySeeAll(viewer);
        }
    }

    /**
     * Those who tell them and those who see everything.
     *
     * @throws ProblemException of kind forbidden
     */
    void requireMaySeeAll(Viewer viewer) {
        if (!viewer.seesEverything() && !mayTell(viewer)) {
            throw ProblemException.forbidden(
                    "Only administrators, auditors and the group %s see these facts.".formatted(settings.feeders()));
        }
    }

    private boolean mayTell(Viewer viewer) {
        return viewer.isAdministrator() || viewer.principal().groups().contains(settings.feeders());
    }

    /**
     * The person that a path names.
     *
     * @throws ProblemException of kind not found
     */
    PrincipalId inPath(String person) {
        PrincipalId id = new PrincipalId(person);
        if (principals.find(id).isEmpty()) {
            throw ProblemException.notFound("person", "There is no person of this name.");
        }
        return id;
    }
}

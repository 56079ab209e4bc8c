package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.identity.Principal;
import java.util.Collections;

/** Who may ask for access on behalf of somebody: their manager, their colleagues in a group, administrators. */
final class AskingForOthers {

    private AskingForOthers() {}

    /**
     * Checks it.
     *
     * @throws ProblemException of kind forbidden, naming {@code onBehalfOf}
     */
    static void check(Viewer viewer, Principal beneficiary) {
        boolean allowed = viewer.is(beneficiary.id())
                || viewer.isAdministrator()
                || viewer.id().equals(beneficiary.manager())
                || !Collections.disjoint(viewer.principal().groups(), beneficiary.groups());
        if (!allowed) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "You may not ask on behalf of this person.",
                    "onBehalfOf",
                    "somebody whom you manage or share a group with");
        }
    }
}

package dev.hallpass.web;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import org.jspecify.annotations.Nullable;

/** Reads what names a person, by login name. */
final class PersonParameter {

    private PersonParameter() {}

    /**
     * The person; null if the parameter is absent.
     *
     * @param field the parameter's name
     * @throws dev.hallpass.common.ProblemException naming the field, if there is no such person
     */
    static @Nullable PrincipalId of(@Nullable String text, String field, Principals principals) {
        String login = Parameters.text(text);
        return login == null
                ? null
                : principals.require(new PrincipalId(login), field).id();
    }
}

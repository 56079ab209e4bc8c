package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Refusals with the bodies that Data Center was seen to send (section 2.4 of the reference). */
final class Errors {

    private static final String PACKAGE = "com.atlassian.bitbucket.";

    private Errors() {}

    static Reply reply(int status, String message, @Nullable String exceptionName) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("errors")
                .addObject()
                .putNull("context")
                .put("message", message)
                .put("exceptionName", exceptionName);
        return Reply.json(status, document);
    }

    private static RefusedException of(int status, String exception, String message) {
        return new RefusedException(reply(status, message, PACKAGE + exception));
    }

    /** Authenticated, but not permitted: 401 all the same. */
    static RefusedException notPermitted() {
        return of(401, "AuthorisationException", "You are not permitted to access this resource");
    }

    static RefusedException anonymous() {
        return new RefusedException(reply(
                401,
                "You are not permitted to access this resource",
                "com.atlassian.plugins.rest.api.security.exception.AuthenticationRequiredException"));
    }

    static RefusedException wrongPassword() {
        return of(
                401,
                "auth.IncorrectPasswordAuthenticationException",
                "Authentication failed. Please check your credentials and try again.");
    }

    static RefusedException unlicensed() {
        return of(
                401,
                "auth.NoAccessAuthenticationException",
                "You are not currently licensed to use Bitbucket. Please contact your administrator.");
    }

    static RefusedException noProject(String key) {
        return of(404, "project.NoSuchProjectException", "Project " + key + " does not exist.");
    }

    /** One call was seen to answer so. */
    static RefusedException noProjectWithoutException(String key) {
        return new RefusedException(reply(404, "Project " + key + " does not exist.", null));
    }

    static RefusedException noRepository(String path) {
        return of(404, "repository.NoSuchRepositoryException", "Repository " + path + " does not exist.");
    }

    static RefusedException noUser(String name) {
        return of(404, "user.NoSuchUserException", "User " + name + " does not exist.");
    }

    /** What the permission calls say. */
    static RefusedException noSuchUser(String name) {
        return of(404, "user.NoSuchUserException", "No such user: " + name);
    }

    static RefusedException noGroup(String name) {
        return of(404, "user.NoSuchGroupException", "No such group: " + name);
    }

    static RefusedException invalid(String message) {
        return of(400, "validation.ArgumentValidationException", message);
    }

    static RefusedException wouldLowerOwn(int status) {
        return of(
                status,
                "IntegrityException",
                "The action was disallowed as it would reduce your own permission level.");
    }

    static RefusedException higherThanOwn() {
        return of(409, "IntegrityException", "You may not change a principal whose permissions exceed your own.");
    }

    static RefusedException groupHigherThanOwn() {
        return of(403, "AuthorisationException", "The permissions of the group exceed your own.");
    }

    static RefusedException licenceLimit() {
        return of(
                403,
                "license.LicenseLimitException",
                "The action was disallowed as it would exceed the number of users of the server's license.");
    }

    static RefusedException readOnlyDirectory() {
        return of(
                403,
                "user.UnmodifiableDirectoryException",
                "The groups of this user are kept in a read-only directory.");
    }
}

package dev.hallpass.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Lets in who has proved who they are and is an active principal, and keeps the {@link Viewer} for the controllers.
 * Looked up at each call, so that somebody who has left is out at once, whatever token they still hold.
 */
@Component
class KnownViewers implements AuthorizationManager<RequestAuthorizationContext> {

    private final Viewers viewers;

    KnownViewers(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(find(authentication.get(), context.getRequest()) != null);
    }

    /** The same, and only if the viewer is of a certain kind. */
    AuthorizationManager<RequestAuthorizationContext> only(Predicate<Viewer> kind) {
        return (authentication, context) -> {
            Viewer viewer = find(authentication.get(), context.getRequest());
            return new AuthorizationDecision(viewer != null && kind.test(viewer));
        };
    }

    private @Nullable Viewer find(@Nullable Authentication authentication, HttpServletRequest request) {
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || !authentication.isAuthenticated()) {
            return null;
        }
        Optional<Viewer> viewer = viewers.of(authentication.getName());
        if (viewer.isEmpty()) {
            throw new UnknownPrincipalException();
        }
        request.setAttribute(Viewer.ATTRIBUTE, viewer.get());
        return viewer.get();
    }

    /** The caller has proved who they are, but is nobody here. */
    static final class UnknownPrincipalException extends AccessDeniedException {
        private static final long serialVersionUID = 1L;

        UnknownPrincipalException() {
            super("You are not known to Hallpass, or not active any more.");
        }
    }
}

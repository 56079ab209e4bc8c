package dev.hallpass.connector;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an application did not do what was asked. The message is for operators: it names the application, the call and
 * the application's own words, never a secret.
 */
public abstract sealed class ConnectorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    private ConnectorException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    private ConnectorException(String message) {
        this(message, null, null);
    }

    /** How long to wait before the next call, where the application or our own budget says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Whether the same call may succeed later without anybody changing anything: true for {@link RateLimited} and
     * {@link Unavailable}.
     */
    public boolean retryable() {
        return false;
    }

    /**
     * Whether our credentials are at fault: the same call succeeds once they are replaced or given a right, and has had
     * no effect. True for {@link Unauthenticated}, and for {@link Forbidden} where the application says so.
     */
    public boolean credentialBlamed() {
        return false;
    }

    /** The workspace, resource or account does not exist (any more), or our own account cannot see it. */
    public static final class NotFound extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /** Says what is missing. */
        public NotFound(String message) {
            super(message);
        }
    }

    /** The account exists but is not a member of the workspace, so it cannot be given a role. */
    public static final class NotAMember extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /** Says who is no member of what. */
        public NotAMember(String message) {
            super(message);
        }
    }

    /** The application's plan has no seat left for this account (Bitbucket Cloud: 402). */
    public static final class SeatLimitReached extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /** Gives the application's words. */
        public SeatLimitReached(String message) {
            super(message);
        }
    }

    /** Our own account or its token lacks a right. */
    public static final class Forbidden extends ConnectorException {
        private static final long serialVersionUID = 1L;

        private final boolean credentialBlamed;

        /** Says which right is missing. */
        public Forbidden(String message) {
            this(message, false);
        }

        /**
         * Says which right is missing.
         *
         * @param credentialBlamed whether each credential was told that it, not the account, lacks the right
         */
        public Forbidden(String message, boolean credentialBlamed) {
            super(message);
            this.credentialBlamed = credentialBlamed;
        }

        @Override
        public boolean credentialBlamed() {
            return credentialBlamed;
        }
    }

    /** The application does not accept our credential: unknown, expired, or revoked. */
    public static final class Unauthenticated extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /** Says which credential is not accepted, without showing it. */
        public Unauthenticated(String message) {
            super(message);
        }

        @Override
        public boolean credentialBlamed() {
            return true;
        }
    }

    /** Too many calls: the application says so, or our own budget is used up and no call was made. */
    public static final class RateLimited extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /**
         * Says whose limit it is.
         *
         * @param retryAfter how long to wait, or null where it is not known
         */
        public RateLimited(String message, @Nullable Duration retryAfter) {
            super(message, null, retryAfter);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /**
     * The application did not answer, or answered with a server error, in every attempt. Whether the call took effect
     * is unknown: read again before deciding.
     */
    public static final class Unavailable extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /** Says what got no answer, because of an error on our side of the line. */
        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause, null);
        }

        /**
         * Says what the application answered instead.
         *
         * @param retryAfter how long to wait, or null where it is not known
         */
        public Unavailable(String message, @Nullable Duration retryAfter) {
            super(message, null, retryAfter);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** The application offers no call for this; a person can do it, as the message tells. */
    public static final class ByHand extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /** Tells a person what to do, and where. */
        public ByHand(String instruction) {
            super(instruction);
        }
    }

    /** The application refuses the call itself, and would refuse it again. */
    public static final class Rejected extends ConnectorException {
        private static final long serialVersionUID = 1L;

        /** Says what was refused, and why. */
        public Rejected(String message) {
            super(message);
        }
    }
}

package dev.hallpass.access;

import dev.hallpass.request.RequestState;

/** What something done by hand is for. */
public enum ByHandPurpose {
    /** A grant is to come into force. */
    GRANT,
    /** A grant that is over is to be taken back. */
    REVOKE,
    /** Something that was changed by hand, or half done for a grant that came to nothing, is to be put right. */
    REPAIR,
    /** What a grant gave may still be there under another name; somebody has to look. */
    CHECK;

    /** Whether a request in this state still needs it. */
    boolean isNeededBy(RequestState state) {
        return switch (this) {
            case GRANT -> state == RequestState.PROVISIONING;
            // A grant that came to nothing may have been half carried out, and that must go too.
            case REPAIR, CHECK -> true;
            case REVOKE -> state == RequestState.REVOKING || state == RequestState.FAILED;
        };
    }
}

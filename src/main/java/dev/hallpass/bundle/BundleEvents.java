package dev.hallpass.bundle;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;

/** What is recorded of bundle requests. */
final class BundleEvents {

    private BundleEvents() {}

    static AuditEvent submitted(BundleRequest bundle) {
        return of(bundle, AuditEventType.BUNDLE_SUBMITTED, bundle.requester().value())
                .with("mode", bundle.mode().name())
                .with("parts", bundle.size())
                .with("justification", bundle.justification());
    }

    static AuditEvent moved(BundleRequest bundle, BundleMove to, String by) {
        AuditEventType type = switch (to.state()) {
            case AGREED -> AuditEventType.BUNDLE_AGREED;
            case UNDOING -> AuditEventType.BUNDLE_UNDONE;
            default -> AuditEventType.BUNDLE_SETTLED;
        };
        AuditEvent event = of(bundle, type, by).with("state", to.state().name());
        event = to.reason() == null ? event : event.with("reason", to.reason());
        return to.failedPart() == null
                ? event
                : event.with("failedPart", to.failedPart().toString());
    }

    private static AuditEvent of(BundleRequest bundle, AuditEventType type, String actor) {
        AuditEvent event = AuditEvent.of(type, actor)
                .forPrincipal(bundle.beneficiary().value())
                .with("bundleRequest", bundle.id().toString());
        return bundle.bundle() == null ? event : event.with("bundle", bundle.bundle());
    }
}

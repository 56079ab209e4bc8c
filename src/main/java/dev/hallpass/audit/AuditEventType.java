package dev.hallpass.audit;

/** What can happen. The names in the trail are stable; new ones may be added. */
public enum AuditEventType {
    /** Somebody has asked for access. */
    REQUEST_SUBMITTED("request.submitted"),
    /** The policy has spoken. */
    REQUEST_EVALUATED("request.evaluated"),
    /** The policy has refused. */
    REQUEST_REFUSED("request.refused"),
    /** People must decide. */
    REQUEST_AWAITING_APPROVAL("request.awaiting-approval"),
    /** Agreed, by people or by rule. */
    REQUEST_APPROVED("request.approved"),
    /** An approver has refused. */
    REQUEST_DENIED("request.denied"),
    /** Withdrawn. */
    REQUEST_CANCELLED("request.cancelled"),
    /** Nobody answered in time. */
    REQUEST_LAPSED("request.lapsed"),
    /** The permission is about to be written. */
    REQUEST_PROVISIONING("request.provisioning"),
    /** It cannot be provisioned. */
    REQUEST_FAILED("request.failed"),
    /** The permission is there. */
    REQUEST_ACTIVE("request.active"),
    /** The permission is to go. */
    REQUEST_REVOKING("request.revoking"),
    /** The permission is gone. */
    REQUEST_ENDED("request.ended"),
    /** A step waits for a decision. */
    APPROVAL_STEP_OPENED("approval.step-opened"),
    /** Somebody has decided. */
    DECISION_MADE("approval.decided"),
    /** Somebody who may not decide has tried. */
    DECISION_REFUSED("approval.decision-refused"),
    /** The approvers were reminded. */
    APPROVERS_REMINDED("approval.reminded"),
    /** A grant was booked. */
    GRANT_OPENED("grant.opened"),
    /** A grant came into force. */
    GRANT_ACTIVATED("grant.activated"),
    /** A grant has a later end. */
    GRANT_EXTENDED("grant.extended"),
    /** Somebody took by hand what a grant gives; it gives nothing until somebody decides. */
    GRANT_SET_ASIDE("grant.set-aside"),
    /** A grant that was set aside counts again. */
    GRANT_RESTORED("grant.restored"),
    /** A grant is being taken back. */
    GRANT_REVOKING("grant.revoking"),
    /** A grant is proved to be gone. */
    GRANT_ENDED("grant.ended"),
    /** A grant never came to be. */
    GRANT_FAILED("grant.failed"),
    /** An attempt to bring access about has failed and is repeated. */
    PROVISIONING_FAILED("access.provisioning-failed"),
    /** An attempt to take access back has failed and is repeated. */
    REVOCATION_FAILED("access.revocation-failed"),
    /** A permission was written and read back. */
    PERMISSION_WRITTEN("access.permission-written"),
    /** A write of ours that had got no answer took effect after all, and is put right. */
    LATE_WRITE_FOUND("access.late-write-found"),
    /** What stands without any grant was noted. */
    BASELINE_NOTED("access.baseline-noted"),
    /** Somebody has changed by hand what stands without any grant. */
    BASELINE_CHANGED("access.baseline-changed"),
    /** A permission differs from standing access and grants: somebody has changed it by hand. */
    DRIFT_FOUND("access.drift-found"),
    /** What was found was settled: put right, accepted, or gone by itself. */
    DRIFT_RESOLVED("access.drift-resolved"),
    /** A person was asked to change a permission by hand. */
    BY_HAND_ASKED("access.by-hand-asked"),
    /** A person says that it is done; the read-back tells whether it is. */
    BY_HAND_REPORTED("access.by-hand-reported"),
    /** Somebody who may not carry it out has tried to report it. */
    BY_HAND_REFUSED("access.by-hand-refused"),
    /** The application does not have a resource any more. */
    RESOURCE_VANISHED("catalog.resource-vanished"),
    /** A bundle was defined, changed or withdrawn. */
    BUNDLE_DEFINED("bundle.defined"),
    /** Somebody has asked for a bundle; each part has its own request. */
    BUNDLE_SUBMITTED("bundle.submitted"),
    /** All parts of a bundle that holds together are agreed. */
    BUNDLE_AGREED("bundle.agreed"),
    /** All parts of a bundle are in force, or over. */
    BUNDLE_SETTLED("bundle.settled"),
    /** A part of a bundle that holds together failed, so the others are undone. */
    BUNDLE_UNDONE("bundle.undone"),
    /** An application was read into the catalog, with changes. */
    CATALOG_DISCOVERED("catalog.discovered"),
    /** Somebody has all of an application read anew. */
    DISCOVERY_STARTED("catalog.discovery-started"),
    /** The directory of people was read, with changes. */
    DIRECTORY_LOADED("directory.loaded"),
    /** Somebody has told a fact that policies look at: of a ticket, a schedule, a training, a risk, uses. */
    FACT_TOLD("facts.told"),
    /** Such a fact was forgotten. */
    FACT_FORGOTTEN("facts.forgotten");

    private final String code;

    AuditEventType(String code) {
        this.code = code;
    }

    /** The stable name in the trail. */
    public String code() {
        return code;
    }
}

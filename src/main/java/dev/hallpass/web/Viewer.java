package dev.hallpass.web;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is calling, and what follows from it. */
final class Viewer {

    /** The request attribute under which the viewer of a call is kept. */
    static final String ATTRIBUTE = Viewer.class.getName();

    private final Principal principal;
    private final boolean auditor;
    private final boolean administrator;
    private final Supplier<Set<ResourceId>> ownership;
    private @Nullable Set<ResourceId> owned;

    Viewer(Principal principal, boolean auditor, boolean administrator, Supplier<Set<ResourceId>> ownership) {
        this.principal = principal;
        this.auditor = auditor;
        this.administrator = administrator;
        this.ownership = ownership;
    }

    Principal principal() {
        return principal;
    }

    PrincipalId id() {
        return principal.id();
    }

    boolean isAuditor() {
        return auditor;
    }

    boolean isAdministrator() {
        return administrator;
    }

    /** Auditors and administrators see all requests, grants and the trail. */
    boolean seesEverything() {
        return auditor || administrator;
    }

    /** The resources that the viewer owns; looked up once, and only if somebody asks. */
    Set<ResourceId> ownedResources() {
        if (owned == null) {
            owned = ownership.get();
        }
        return owned;
    }

    boolean owns(ResourceId resource) {
        return ownedResources().contains(resource);
    }

    boolean is(PrincipalId other) {
        return id().equals(other);
    }
}

package dev.hallpass.bundle;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All bundles. What was asked for keeps what it was, however a bundle is changed later. */
@Component
@Transactional
public class Bundles {

    private final BundleRows rows;
    private final AuditTrail audit;
    private final Clock clock;

    Bundles(BundleRows rows, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /** The bundle, if there is one of this name. */
    @Transactional(readOnly = true)
    public Optional<Bundle> find(String name) {
        return name.indexOf('\0') >= 0 ? Optional.empty() : rows.find(name);
    }

    /**
     * The bundle.
     *
     * @throws ProblemException of kind not found
     */
    @Transactional(readOnly = true)
    public Bundle require(String name) {
        return find(name).orElseThrow(() -> ProblemException.notFound("name", "There is no bundle of this name."));
    }

    /** Bundles in the order of their names. */
    @Transactional(readOnly = true)
    public List<Bundle> after(@Nullable String name, int limit) {
        return rows.after(name, limit);
    }

    /** The names of the bundles that come from there. */
    @Transactional(readOnly = true)
    List<String> namesFrom(BundleSource source) {
        return rows.namesFrom(source);
    }

    /**
     * Defines a bundle.
     *
     * @throws ProblemException of kind conflict if there is one of this name
     */
    public Bundle define(BundleDefinition bundle, BundleSource source, String by) {
        if (!rows.insert(bundle, source, by, clock.instant())) {
            throw ProblemException.conflict("There is a bundle of this name already.");
        }
        record("defined", bundle, by);
        return require(bundle.name());
    }

    /**
     * Changes a bundle that is defined there.
     *
     * @throws ProblemException of kind not found, or conflict if it is defined elsewhere
     */
    public Bundle change(BundleDefinition bundle, BundleSource source, String by) {
        requireFrom(source, bundle.name());
        rows.update(bundle, by, clock.instant());
        record("changed", bundle, by);
        return require(bundle.name());
    }

    /**
     * Takes a bundle away, so that it cannot be asked for any more.
     *
     * @throws ProblemException of kind not found, or conflict if it is defined elsewhere
     */
    public void withdraw(String name, BundleSource source, String by) {
        requireFrom(source, name);
        rows.delete(name);
        audit.record(AuditEvent.of(AuditEventType.BUNDLE_DEFINED, by)
                .with("bundle", name)
                .with("change", "withdrawn"));
    }

    private void requireFrom(BundleSource source, String name) {
        Bundle known = require(name);
        if (known.source() != source) {
            throw ProblemException.conflict(
                    known.source() == BundleSource.FILE
                            ? "This bundle is defined in a file of the settings and is changed there."
                            : "This bundle is defined through the API and is changed there.");
        }
    }

    private void record(String change, BundleDefinition bundle, String by) {
        audit.record(AuditEvent.of(AuditEventType.BUNDLE_DEFINED, by)
                .with("bundle", bundle.name())
                .with("change", change)
                .with("mode", bundle.mode().name())
                .with(
                        "entitlements",
                        bundle.entitlements().stream()
                                .map(each -> each.resource() + " " + each.role())
                                .toList()));
    }
}

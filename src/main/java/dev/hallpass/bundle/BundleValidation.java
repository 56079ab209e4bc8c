package dev.hallpass.bundle;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what somebody wants a bundle to be, field by field. */
@Component
public class BundleValidation {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_DESCRIPTION = 2000;

    private final Catalog catalog;
    private final Principals principals;
    private final BundleSettings settings;

    BundleValidation(Catalog catalog, Principals principals, BundleSettings settings) {
        this.catalog = catalog;
        this.principals = principals;
        this.settings = settings;
    }

    /**
     * The checked definition.
     *
     * @throws ProblemException naming the first field that is wrong and what would be right
     */
    public BundleDefinition check(NewBundle asked) {
        String name = asked.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "name", "This is no name of a bundle.", "lower case letters, digits and hyphens, at most 63");
        }
        String description =
                asked.description() == null ? "" : asked.description().strip();
        if (description.length() > LONGEST_DESCRIPTION) {
            throw ProblemException.invalid(
                    "description", "This is too long.", "at most %d characters".formatted(LONGEST_DESCRIPTION));
        }
        BundleMode mode = asked.mode() == null ? BundleMode.ALL_OR_NOTHING : asked.mode();
        return new BundleDefinition(
                name, description, mode, owners(asked.owners()), entitlements(asked.entitlements()));
    }

    private Set<PrincipalId> owners(@Nullable List<@Nullable String> asked) {
        Set<PrincipalId> owners = new LinkedHashSet<>();
        for (String owner : asked == null ? List.<@Nullable String>of() : asked) {
            owners.add(principals
                    .require(new PrincipalId(owner == null ? "" : owner.strip()), "owners")
                    .id());
        }
        return owners;
    }

    private List<BundleEntitlement> entitlements(@Nullable List<NewBundle.@Nullable NewEntitlement> asked) {
        int count = asked == null ? 0 : asked.size();
        checkSize(count);
        List<BundleEntitlement> checked = new ArrayList<>();
        Set<ResourceId> seen = new HashSet<>();
        for (int i = 0; asked != null && i < count; i++) {
            String field = "entitlements[%d]".formatted(i);
            NewBundle.NewEntitlement each = asked.get(i);
            if (each == null || each.resource() == null || each.role() == null) {
                throw ProblemException.invalid(field, "This is required.", "an object with resource and role");
            }
            Resource resource = catalog.resolve(each.resource(), field + ".resource");
            if (!resource.hasRole(each.role())) {
                throw ProblemException.invalid(
                        field + ".role",
                        "%s has no role of this name.".formatted(resource.path()),
                        "one of " + String.join(", ", resource.roles()));
            }
            checkOnce(seen.add(resource.id()), field + ".resource");
            checked.add(new BundleEntitlement(resource.id(), each.role()));
        }
        return checked;
    }

    /**
     * Checks how many entitlements are asked for as one.
     *
     * @throws ProblemException naming the field {@code entitlements}
     */
    public void checkSize(int count) {
        if (count < 1 || count > settings.largest()) {
            throw ProblemException.invalid(
                    "entitlements",
                    "This is no number of entitlements to be asked for as one (%d).".formatted(count),
                    "from 1 to %d objects with resource and role".formatted(settings.largest()));
        }
    }

    /**
     * Checks that a resource is named once.
     *
     * @throws ProblemException naming the field
     */
    public static void checkOnce(boolean firstTime, String field) {
        if (!firstTime) {
            throw ProblemException.invalid(
                    field, "This resource is asked for twice.", "each resource once, with the highest role needed");
        }
    }
}

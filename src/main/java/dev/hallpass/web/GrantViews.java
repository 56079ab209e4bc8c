package dev.hallpass.web;

import dev.hallpass.access.Grant;
import dev.hallpass.access.GrantId;
import dev.hallpass.access.Grants;
import dev.hallpass.access.PairReading;
import dev.hallpass.catalog.Catalog;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Gathers what belongs to grants, with as many queries for a page of them as for one. What the holder has besides the
 * grant is told to those only whom {@link Visibility#seesHeld} names.
 */
@Component
class GrantViews {

    private final Grants grants;
    private final Catalog catalog;

    GrantViews(Grants grants, Catalog catalog) {
        this.grants = grants;
        this.catalog = catalog;
    }

    GrantView of(Grant grant, Viewer viewer) {
        return of(List.of(grant), viewer).getFirst();
    }

    /** One grant, with the proof of what was done for it. */
    GrantView proved(Grant grant, Viewer viewer) {
        if (!Visibility.seesHeld(grant, viewer)) {
            return of(grant, viewer);
        }
        return GrantView.of(
                grant,
                ResourceNames.of(catalog, List.of(grant.resource())).entitlement(grant.resource(), grant.role()),
                grants.readingsOf(List.of(grant)).get(grant.id()),
                grants.receipts(grant.id()).stream().map(ReceiptView::of).toList());
    }

    List<GrantView> of(List<Grant> found, Viewer viewer) {
        ResourceNames names =
                ResourceNames.of(catalog, found.stream().map(Grant::resource).toList());
        Map<GrantId, PairReading> readings = grants.readingsOf(found.stream()
                .filter(grant -> Visibility.seesHeld(grant, viewer))
                .toList());
        return found.stream()
                .map(grant -> GrantView.of(
                        grant, names.entitlement(grant.resource(), grant.role()), readings.get(grant.id()), null))
                .toList();
    }
}

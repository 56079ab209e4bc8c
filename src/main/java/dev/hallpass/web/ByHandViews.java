package dev.hallpass.web;

import dev.hallpass.access.BookedOrder;
import dev.hallpass.access.ByHandOrder;
import dev.hallpass.access.ByHandReports;
import dev.hallpass.access.ByHandState;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.RequestId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what belongs to orders to do something by hand. */
@Component
class ByHandViews {

    private final ByHandReports reports;
    private final Catalog catalog;

    ByHandViews(ByHandReports reports, Catalog catalog) {
        this.reports = reports;
        this.catalog = catalog;
    }

    ByHandView of(BookedOrder booked, Viewer viewer) {
        return of(List.of(booked), viewer).getFirst();
    }

    List<ByHandView> of(List<BookedOrder> booked, Viewer viewer) {
        ResourceNames names = ResourceNames.of(
                catalog, booked.stream().map(order -> order.order().resource()).toList());
        return booked.stream().map(order -> view(order, names, viewer)).toList();
    }

    private ByHandView view(BookedOrder booked, ResourceNames names, Viewer viewer) {
        ByHandOrder order = booked.order();
        boolean open = booked.state() == ByHandState.OPEN;
        String refusal = open ? reports.refusalOf(viewer.id(), booked).orElse(null) : "Nothing is open.";
        return new ByHandView(
                booked.id(),
                Optional.ofNullable(booked.request()).map(RequestId::value).orElse(null),
                booked.purpose(),
                booked.state(),
                order.holder().map(PrincipalId::value).orElse(null),
                order.account(),
                names.entitlement(order.resource(), shown(order.role())),
                order.instruction(),
                order.fulfillers(),
                booked.askedAt(),
                booked.repeats(),
                booked.repeats() == 0 ? null : shown(booked.found()),
                booked.reportedBy(),
                booked.reportedAt(),
                booked.outcome(),
                booked.note(),
                booked.closedAt(),
                refusal == null,
                refusal);
    }

    private static String shown(@Nullable String role) {
        return role == null ? "none" : role;
    }
}

package dev.hallpass.catalog;

import org.springframework.beans.factory.BeanFactory;

/** Lets tests of other modules read the applications into the catalog when they want to. */
public final class DiscoveryRun {

    private DiscoveryRun() {}

    /** Reads all applications of a context. */
    public static void of(BeanFactory context) {
        context.getBean(CatalogDiscovery.class).discover();
    }

    /** The same, with the permissions on all resources and the members of all groups. */
    public static void fully(BeanFactory context) {
        Discoveries discoveries = context.getBean(Discoveries.class);
        discoveries.all().forEach(each -> discoveries.begin(each.application(), "test"));
        context.getBean(CatalogDiscovery.class).discoverFully();
    }
}

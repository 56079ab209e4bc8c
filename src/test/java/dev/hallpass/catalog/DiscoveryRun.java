package dev.hallpass.catalog;

import org.springframework.beans.factory.BeanFactory;

/** Lets tests of other modules read the applications into the catalog when they want to. */
public final class DiscoveryRun {

    private DiscoveryRun() {}

    /** Reads all applications of a context. */
    public static void of(BeanFactory context) {
        context.getBean(CatalogDiscovery.class).discover();
    }
}

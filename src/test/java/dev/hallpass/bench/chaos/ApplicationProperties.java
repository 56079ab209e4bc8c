package dev.hallpass.bench.chaos;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Hallpass's settings that belong to the company and its applications: short times, so that much happens in a run. */
final class ApplicationProperties {

    private final CompanyFiles files;
    private final Collection<Bitbucket> bitbuckets;

    ApplicationProperties(ChaosCompany company, Path folder, Collection<Bitbucket> bitbuckets) {
        this.files = new CompanyFiles(company, folder);
        this.bitbuckets = bitbuckets;
    }

    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("hallpass.identity.directory", files.directory().toUri().toString());
        all.put("hallpass.catalog.file", files.catalog().toUri().toString());
        all.put("hallpass.bundle.file", files.bundles().toUri().toString());
        all.put("hallpass.bundle.sweep-interval", "PT2S");
        all.put("hallpass.access.first-retry", "PT0.2S");
        all.put("hallpass.access.longest-retry", "PT2S");
        all.put("hallpass.access.sweep-interval", "PT0.5S");
        all.put("hallpass.access.sweep-grace", "PT3S");
        all.put("hallpass.access.drift-confirmation", "PT3S");
        all.put("hallpass.access.drift-interval", "PT10S");
        // As long as a call is repeated, and as late as the last of its writes may be, and some more.
        all.put("hallpass.access.late-write-window", "PT15S");
        int number = 0;
        for (Bitbucket bitbucket : bitbuckets) {
            String prefix = "hallpass.applications[%d].".formatted(number++);
            Site site = bitbucket.site();
            all.put(prefix + "name", site.name());
            bitbucket.settings().forEach((name, value) -> all.put(prefix + name, value));
            all.put(prefix + "drift", site.drift().toUpperCase(Locale.ROOT));
            all.put(prefix + "fulfilment", site.byHand() ? "BY_HAND" : "AUTOMATIC");
            all.put(prefix + "fulfillers", "operators");
            all.put(prefix + "calls-per-hour", "10000000");
            all.put(prefix + "request-timeout", "2s");
            all.put(prefix + "retry-budget", "6s");
            all.put(prefix + "first-backoff", "50ms");
        }
        return all;
    }
}

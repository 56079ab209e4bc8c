package dev.hallpass.bundle;

import dev.hallpass.common.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes in the bundles of the file. Their resources may have to be discovered first, so what cannot be taken in yet is
 * tried again until it can.
 */
@Component
class BundleImport {

    private static final Logger log = LoggerFactory.getLogger(BundleImport.class);

    /** Who defined a bundle, in the trail, if a file did. */
    private static final String BY = "hallpass";

    private final BundleFile file;
    private final Bundles bundles;
    private final BundleValidation validation;
    private final Map<String, String> told = new HashMap<>();
    private List<BundleFile.Description> waiting;
    private boolean cleared;

    BundleImport(BundleSettings settings, Bundles bundles, BundleValidation validation) {
        this.file = BundleFile.read(settings.file());
        this.bundles = bundles;
        this.validation = validation;
        this.waiting = file.bundles();
    }

    /** Takes in what it can; the rest comes with the next look. */
    @Scheduled(fixedDelay = 5000)
    synchronized void takeIn() {
        if (!cleared) {
            withdrawWhatTheFileHasNotAnyMore();
            cleared = true;
        }
        List<BundleFile.Description> later = new ArrayList<>();
        for (BundleFile.Description each : waiting) {
            try {
                takeIn(validation.check(each.asNewBundle()));
            } catch (ProblemException e) {
                tellOnce(each.name(), "%s: %s".formatted(e.field(), e.getMessage()));
                later.add(each);
            }
        }
        waiting = later;
    }

    /** It may wait for long, for a resource that is not there yet, and is looked at often. */
    private void tellOnce(String bundle, String why) {
        if (!why.equals(told.put(bundle, why))) {
            log.atInfo().addKeyValue("bundle", bundle).log("A bundle of the file cannot be taken in yet: {}", why);
        }
    }

    private void takeIn(BundleDefinition wanted) {
        Bundle known = bundles.find(wanted.name()).orElse(null);
        if (known == null) {
            bundles.define(wanted, BundleSource.FILE, BY);
        } else if (!isSame(known, wanted)) {
            bundles.change(wanted, BundleSource.FILE, BY);
        }
    }

    private static boolean isSame(Bundle known, BundleDefinition wanted) {
        return known.source() == BundleSource.FILE
                && new BundleDefinition(
                                known.name(), known.description(), known.mode(), known.owners(), known.entitlements())
                        .equals(wanted);
    }

    private void withdrawWhatTheFileHasNotAnyMore() {
        Set<String> named =
                file.bundles().stream().map(BundleFile.Description::name).collect(Collectors.toSet());
        bundles.namesFrom(BundleSource.FILE).stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> bundles.withdraw(name, BundleSource.FILE, BY));
    }
}

package dev.hallpass.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How far the reading of each application is. */
@Component
public class Discoveries {

    private final DiscoveryStates states;

    Discoveries(DiscoveryStates states) {
        this.states = states;
    }

    /** Of all applications in the settings. */
    public List<DiscoveryProgress> all() {
        return states.progress();
    }

    /** Of one application, if it is in the settings. */
    public Optional<DiscoveryProgress> of(String application) {
        return all().stream()
                .filter(each -> each.application().equals(application))
                .findFirst();
    }
}

package dev.hallpass.catalog;

import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who answers for a whole application, as the settings say. */
@Component
public class ApplicationOwners {

    private final ApplicationOwnerSettings settings;

    ApplicationOwners(ApplicationOwnerSettings settings) {
        this.settings = settings;
    }

    /** The owners of an application; none if the settings name none. */
    public Set<PrincipalId> of(String application) {
        return settings.applicationOwners().getOrDefault(application, Set.of()).stream()
                .map(PrincipalId::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}

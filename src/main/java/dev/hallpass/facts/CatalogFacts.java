package dev.hallpass.facts;

import dev.hallpass.catalog.ApplicationOwners;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What access is to, as the catalog tells of it. Only the project must be looked up. */
@Component
class CatalogFacts implements FactSource {

    private final Catalog catalog;
    private final ApplicationOwners owners;
    private final FactSettings settings;

    CatalogFacts(Catalog catalog, ApplicationOwners owners, FactSettings settings) {
        this.catalog = catalog;
        this.owners = owners;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        return facts(question.resource(), question.resource().parent() == null ? null : Facts.UNKNOWN);
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        ResourceId parent = question.resource().parent();
        // What has a project for its parent is in that project; the topmost resource is in none.
        String project = parent == null
                ? null
                : catalog.find(parent)
                        .filter(above -> above.kind() == ResourceKind.PROJECT)
                        .map(Resource::path)
                        .orElse(null);
        return facts(question.resource(), project);
    }

    private Map<String, @Nullable Object> facts(Resource resource, @Nullable String project) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("resource.id", resource.id().toString());
        facts.put("resource.name", resource.name());
        facts.put("resource.path", resource.path());
        facts.put("resource.kind", resource.kind().name());
        facts.put("resource.application", resource.application());
        facts.put("resource.project", project);
        facts.put("resource.sensitivity", resource.sensitivity().name());
        facts.put("resource.tags", resource.tags().stream().sorted().toList());
        facts.put("resource.owners", names(resource.owners()));
        facts.put("resource.maintainers", names(resource.maintainers()));
        facts.put("application.name", resource.application());
        facts.put("application.owners", names(owners.of(resource.application())));
        return facts;
    }

    private static List<String> names(Collection<PrincipalId> people) {
        return people.stream().map(PrincipalId::value).sorted().toList();
    }
}

package dev.hallpass.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What Hallpass is told of the company: directory, catalog and bundles, as files. */
final class CompanyFiles {

    private final ChaosCompany company;
    private final Path folder;

    CompanyFiles(ChaosCompany company, Path folder) {
        this.company = company;
        this.folder = folder;
    }

    private static String group(String person) {
        return ChaosCompany.SECURITY.contains(person)
                ? "security"
                : ChaosCompany.OPERATORS.contains(person)
                        ? "operators"
                        : person.equals(ChaosCompany.AUDITOR) ? "auditors" : "engineering";
    }

    Path directory() {
        String onCallFor = company.places().stream()
                .filter(place -> ChaosCompany.isOnCall("onc1", place))
                .map(Place::path)
                .collect(Collectors.joining(", "));
        StringBuilder yaml = new StringBuilder("people:\n");
        company.everybody().forEach(person -> {
            String accounts = Site.ALL.stream()
                    .map(site -> "%s: \"%s\"".formatted(site.name(), site.account(person)))
                    .collect(Collectors.joining(", "));
            yaml.append("  - {id: %s, name: %s, email: %s@acme.example, groups: [%s]%s, accounts: {%s}}\n"
                    .formatted(
                            person,
                            person,
                            person,
                            group(person),
                            person.startsWith("onc") ? ", on-call-for: [%s]".formatted(onCallFor) : "",
                            accounts));
        });
        return write("directory.yaml", yaml.toString());
    }

    Path catalog() {
        StringBuilder yaml = new StringBuilder("resources:\n");
        company.places()
                .forEach(place -> yaml.append("  - {application: %s, path: %s, sensitivity: %s, owners: [%s]}\n"
                        .formatted(
                                place.site().name(),
                                place.path(),
                                place.sensitivity(),
                                String.join(", ", ChaosCompany.OWNERS))));
        return write("catalog.yaml", yaml.toString());
    }

    Path bundles() {
        StringBuilder yaml = new StringBuilder("bundles:\n");
        for (NamedBundle bundle : NamedBundle.ALL) {
            yaml.append("  - name: %s\n    mode: %s\n    owners: [%s]\n    entitlements:\n"
                    .formatted(bundle.name(), bundle.mode(), ChaosCompany.OWNERS.getFirst()));
            bundle.paths()
                    .forEach(path -> yaml.append("      - {resource: %s, role: %s}\n".formatted(path, bundle.role())));
        }
        return write("bundles.yaml", yaml.toString());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

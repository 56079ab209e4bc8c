package dev.hallpass.acceptance;

import dev.hallpass.Acme;
import dev.hallpass.HallpassStack;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Hallpass of its own with two applications: {@code acme} in Bitbucket Cloud, and beside it {@code acme-dc} in Bitbucket
 * Data Center.
 */
final class TwoApplications implements AutoCloseable {

    private final DataCenterStandIn standIn;
    private final DataCenterControl dataCenter;
    private final HallpassStack stack;

    /**
     * Starts it.
     *
     * @param folder for its files
     * @param accounts what each person has, as in {@code acme: 'id', acme-dc: name}; owner, manager and auditor are people
     *     besides
     * @param resources the paths of what {@link Acme#OWNER} owns and is confidential; those of Bitbucket Cloud begin with
     *     its workspace
     * @param settings on top of those of the tests
     */
    TwoApplications(Path folder, Map<String, String> accounts, List<String> resources, Map<String, Object> settings)
            throws IOException {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(
                0, null, Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json")));
        dataCenter = new DataCenterControl(standIn.baseUrl());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hallpass.applications[1].name", "acme-dc");
        all.put("hallpass.applications[1].type", "bitbucket-datacenter");
        all.put("hallpass.applications[1].base-url", standIn.baseUrl());
        all.put("hallpass.applications[1].calls-per-hour", 10_000_000);
        all.put("hallpass.applications[1].credentials[0].token", "bot-token");
        all.put("hallpass.applications[1].credentials[1].user", "hallpass-bot");
        all.put("hallpass.applications[1].credentials[1].token", "bot-password");
        all.put(
                "hallpass.identity.directory",
                Files.writeString(folder.resolve("directory.yaml"), directory(accounts))
                        .toUri());
        all.put(
                "hallpass.catalog.file",
                Files.writeString(folder.resolve("catalog.yaml"), catalog(resources))
                        .toUri());
        all.putAll(settings);
        stack = HallpassStack.start(all);
    }

    private static String directory(Map<String, String> accounts) {
        Map<String, String> everybody = new LinkedHashMap<>(accounts);
        List.of(Acme.OWNER, Acme.MANAGER, Acme.AUDITOR).forEach(person -> everybody.putIfAbsent(person, ""));
        StringBuilder yaml = new StringBuilder("people:\n");
        everybody.forEach((person, has) -> yaml.append(
                "  - {id: %1$s, name: %1$s, email: %1$s@acme.example, groups: [%2$s], employment: EMPLOYEE%3$s, accounts: {%4$s}}\n"
                        .formatted(
                                person,
                                group(person),
                                person.equals(Acme.MANAGER) ? "" : ", manager: " + Acme.MANAGER,
                                has)));
        return yaml.toString();
    }

    private static String group(String person) {
        return switch (person) {
            case Acme.AUDITOR -> "auditors";
            case Acme.ADMINISTRATOR -> "administrators";
            case Acme.SECURITY -> "security";
            default -> "engineering";
        };
    }

    private static String catalog(List<String> resources) {
        StringBuilder yaml = new StringBuilder("resources:\n");
        resources.forEach(path ->
                yaml.append("  - {application: %s, path: %s, sensitivity: CONFIDENTIAL, owners: [%s], tags: [tested]}\n"
                        .formatted(path.startsWith(Acme.WORKSPACE + "/") ? "acme" : "acme-dc", path, Acme.OWNER)));
        return yaml.toString();
    }

    HallpassStack stack() {
        return stack;
    }

    /** The administrator of Bitbucket Data Center, and its bad days. */
    DataCenterControl dataCenter() {
        return dataCenter;
    }

    @Override
    public void close() {
        stack.close();
        standIn.close();
    }
}

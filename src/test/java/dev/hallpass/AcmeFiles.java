package dev.hallpass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@link Acme} as the files that Hallpass and the stand-in read. */
public final class AcmeFiles {

    private AcmeFiles() {}

    /** Writes the directory that {@code hallpass.identity.directory} names. */
    public static Path writeDirectory(Path folder) {
        StringBuilder yaml = new StringBuilder("people:\n");
        for (String person : Acme.people()) {
            yaml.append(
                    "  - {id: %s, name: %s, email: %s@acme.example, groups: [%s], employment: %s%s%s, accounts: {acme: \"%s\"}}\n"
                            .formatted(
                                    person,
                                    person,
                                    person,
                                    groups(person),
                                    person.startsWith("con") ? "CONTRACTOR" : "EMPLOYEE",
                                    person.equals(Acme.MANAGER) ? "" : ", manager: " + Acme.MANAGER,
                                    person.startsWith("onc") ? ", on-call-for: [acme/ledger]" : "",
                                    Acme.account(person)));
        }
        return write(folder.resolve("directory.yaml"), yaml.toString());
    }

    /** Writes the file that {@code hallpass.catalog.file} names. */
    public static Path writeCatalog(Path folder) {
        StringBuilder yaml = new StringBuilder("resources:\n");
        Acme.REPOSITORIES.forEach((repository, sensitivity) ->
                yaml.append("  - {application: acme, path: acme/%s, sensitivity: %s, owners: [%s], tags: [tested]}\n"
                        .formatted(repository, sensitivity, String.join(", ", owners(repository)))));
        return write(folder.resolve("catalog.yaml"), yaml.toString());
    }

    private static List<String> owners(String repository) {
        return repository.equals("service-11")
                ? List.of(Acme.OWNER, Acme.MANAGER, Acme.OWNER_IN_SECURITY)
                : List.of(Acme.OWNER, Acme.MANAGER);
    }

    /** Writes what is in the stand-in's workspace. */
    public static Path writeSeed(Path folder) {
        Map<String, Object> seed = new LinkedHashMap<>();
        seed.put(
                "workspace",
                Map.of("slug", Acme.WORKSPACE, "uuid", "{d0000000-0000-4000-8000-000000000001}", "name", "Acme"));
        List<Map<String, Object>> users = new ArrayList<>();
        Acme.people().forEach(person -> users.add(user(person, users.size(), "member")));
        users.add(user("hallpass-bot", users.size(), "owner"));
        seed.put("users", users);
        seed.put("groups", List.of());
        seed.put(
                "projects",
                List.of(Map.of(
                        "key",
                        "ALL",
                        "uuid",
                        "{b0000000-0000-4000-8000-000000000001}",
                        "name",
                        "All",
                        "isPrivate",
                        true)));
        List<Map<String, Object>> repositories = new ArrayList<>();
        Acme.REPOSITORIES
                .keySet()
                .forEach(slug -> repositories.add(Map.of(
                        "slug",
                        slug,
                        "uuid",
                        "{c0000000-0000-4000-8000-%012d}".formatted(repositories.size() + 1),
                        "name",
                        slug,
                        "project",
                        "ALL",
                        "isPrivate",
                        true,
                        "description",
                        "")));
        seed.put("repositories", repositories);
        seed.put("permissions", List.of());
        seed.put(
                "tokens",
                List.of(Map.of(
                        "kind",
                        "API_TOKEN",
                        "token",
                        "test-token",
                        "user",
                        Acme.account("hallpass-bot"),
                        "scopes",
                        List.of(
                                "read:user:bitbucket",
                                "read:workspace:bitbucket",
                                "admin:workspace:bitbucket",
                                "read:repository:bitbucket",
                                "read:project:bitbucket",
                                "admin:repository:bitbucket",
                                "admin:project:bitbucket",
                                "read:permission:bitbucket",
                                "write:permission:bitbucket",
                                "delete:permission:bitbucket"))));
        return write(
                folder.resolve("bitbucket-seed.json"),
                JsonMapper.builder().build().writeValueAsString(seed));
    }

    private static Map<String, Object> user(String person, int number, String membership) {
        return Map.of(
                "accountId",
                Acme.account(person),
                "uuid",
                "{a0000000-0000-4000-8000-%012d}".formatted(number + 1),
                "nickname",
                person,
                "displayName",
                person,
                "email",
                person + "@acme.example",
                "membership",
                membership);
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String groups(String person) {
        return switch (person) {
            case Acme.SECURITY, Acme.OWNER_IN_SECURITY -> "security";
            case Acme.AUDITOR -> "auditors";
            case Acme.ADMINISTRATOR -> "administrators";
            default -> "engineering";
        };
    }
}

package dev.hallpass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * The company that the tests play in: many engineers, so that each test has its own, a few approvers, and repositories
 * of each sensitivity. Written as the files that Hallpass and the stand-in read.
 */
public final class Acme {

    /** The workspace's slug and the application's name. */
    public static final String WORKSPACE = "acme";

    /** Both own every repository; the second also manages everybody. */
    public static final String OWNER = "owner";

    /** See {@link #OWNER}. */
    public static final String MANAGER = "manager";

    /** Owns {@code service-11} and is in the group {@code security}. */
    public static final String OWNER_IN_SECURITY = "both";

    /** Is in the group {@code security}. */
    public static final String SECURITY = "sec";

    /** Is in the group {@code auditors}. */
    public static final String AUDITOR = "auditor";

    /** Is in the group {@code administrators}. */
    public static final String ADMINISTRATOR = "root";

    private static final int ENGINEERS = 600;
    private static final int CONTRACTORS = 40;
    private static final int ON_CALL = 40;
    private static final Map<String, String> REPOSITORIES = repositories();

    private final AtomicInteger engineers = new AtomicInteger();
    private final AtomicInteger contractors = new AtomicInteger();
    private final AtomicInteger onCall = new AtomicInteger();

    /** An engineer whom no other test uses. */
    public String engineer() {
        return next("dev", engineers, ENGINEERS);
    }

    /** A contractor whom no other test uses. */
    public String contractor() {
        return next("con", contractors, CONTRACTORS);
    }

    /** An engineer on call for {@code ledger}, whom no other test uses. */
    public String onCall() {
        return next("onc", onCall, ON_CALL);
    }

    private static String next(String prefix, AtomicInteger used, int all) {
        int number = used.incrementAndGet();
        if (number > all) {
            throw new IllegalStateException("Nobody is left whose name begins with " + prefix);
        }
        return prefix + number;
    }

    /** The account of a person in Bitbucket. */
    public static String account(String person) {
        return "557058:" + person;
    }

    private static Map<String, String> repositories() {
        Map<String, String> sensitivities = new LinkedHashMap<>();
        sensitivities.put("handbook", "PUBLIC");
        sensitivities.put("shop", "INTERNAL");
        sensitivities.put("ledger", "CONFIDENTIAL");
        sensitivities.put("payments", "CONFIDENTIAL");
        sensitivities.put("vault", "RESTRICTED");
        for (int i = 1; i <= 50; i++) {
            sensitivities.put("service-" + i, "CONFIDENTIAL");
        }
        return sensitivities;
    }

    private static List<String> people() {
        List<String> people =
                new ArrayList<>(List.of(OWNER, MANAGER, OWNER_IN_SECURITY, SECURITY, AUDITOR, ADMINISTRATOR));
        number("dev", ENGINEERS, people);
        number("con", CONTRACTORS, people);
        number("onc", ON_CALL, people);
        return people;
    }

    private static void number(String prefix, int count, List<String> people) {
        for (int i = 1; i <= count; i++) {
            people.add(prefix + i);
        }
    }

    private static String groups(String person) {
        return switch (person) {
            case SECURITY, OWNER_IN_SECURITY -> "security";
            case AUDITOR -> "auditors";
            case ADMINISTRATOR -> "administrators";
            default -> "engineering";
        };
    }

    /** Writes the directory that {@code hallpass.identity.directory} names. */
    public static Path writeDirectory(Path folder) {
        StringBuilder yaml = new StringBuilder("people:\n");
        for (String person : people()) {
            yaml.append(
                    "  - {id: %s, name: %s, email: %s@acme.example, groups: [%s], employment: %s%s%s, accounts: {acme: \"%s\"}}\n"
                            .formatted(
                                    person,
                                    person,
                                    person,
                                    groups(person),
                                    person.startsWith("con") ? "CONTRACTOR" : "EMPLOYEE",
                                    person.equals(MANAGER) ? "" : ", manager: " + MANAGER,
                                    person.startsWith("onc") ? ", on-call-for: [acme/ledger]" : "",
                                    account(person)));
        }
        return write(folder.resolve("directory.yaml"), yaml.toString());
    }

    /** Writes the file that {@code hallpass.catalog.file} names. */
    public static Path writeCatalog(Path folder) {
        StringBuilder yaml = new StringBuilder("resources:\n");
        REPOSITORIES.forEach((repository, sensitivity) ->
                yaml.append("  - {application: acme, path: acme/%s, sensitivity: %s, owners: [%s], tags: [tested]}\n"
                        .formatted(repository, sensitivity, String.join(", ", owners(repository)))));
        return write(folder.resolve("catalog.yaml"), yaml.toString());
    }

    private static List<String> owners(String repository) {
        return repository.equals("service-11") ? List.of(OWNER, MANAGER, OWNER_IN_SECURITY) : List.of(OWNER, MANAGER);
    }

    /** Writes what is in the stand-in's workspace. */
    public static Path writeSeed(Path folder) {
        Map<String, Object> seed = new LinkedHashMap<>();
        seed.put(
                "workspace",
                Map.of("slug", WORKSPACE, "uuid", "{d0000000-0000-4000-8000-000000000001}", "name", "Acme"));
        List<Map<String, Object>> users = new ArrayList<>();
        people().forEach(person -> users.add(user(person, users.size(), "member")));
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
        REPOSITORIES
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
                        account("hallpass-bot"),
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
                account(person),
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
}

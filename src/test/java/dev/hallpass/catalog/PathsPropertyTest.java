package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.catalog.ObservedWorld.Ladder;
import dev.hallpass.catalog.ObservedWorld.Row;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is given to whom on whatever level: the paths come to the same as a simple model, and the highest wins. */
class PathsPropertyTest {

    private static final int ACCOUNTS = 5;
    private static final int GROUPS = 3;
    private static final int REPOSITORIES = 5;

    /** What is given where, and what it is worth, in the words of one application. */
    private record Application(String name, Map<ResourceKind, List<String>> roles, Ladder ladder) {
        List<String> rolesOn(ResourceKind kind) {
            return roles.getOrDefault(kind, List.of());
        }
    }

    private static final Application CLOUD = new Application(
            "acme",
            Map.of(
                    ResourceKind.WORKSPACE, List.of("owner", "member", "collaborator"),
                    ResourceKind.PROJECT, List.of("read", "write", "create-repo", "admin"),
                    ResourceKind.REPOSITORY, List.of("read", "write", "admin")),
            PathsPropertyTest::inTheCloud);

    private static final Application DATA_CENTER = new Application(
            "acme-dc",
            Map.of(
                    ResourceKind.WORKSPACE, List.of("LICENSED_USER", "PROJECT_CREATE", "ADMIN", "SYS_ADMIN"),
                    ResourceKind.PROJECT, List.of("read", "write", "admin"),
                    ResourceKind.REPOSITORY, List.of("read", "write", "admin")),
            PathsPropertyTest::inTheDataCenter);

    @SuppressWarnings("NullAway.Init") // before all tries
    private static DomainContext context;

    @BeforeContainer
    static void start() {
        context = DomainContext.start(Map.of(
                "hallpass.applications[1].name",
                "acme-dc",
                "hallpass.applications[1].type",
                "bitbucket-datacenter",
                "hallpass.applications[1].base-url",
                "http://localhost:1",
                "hallpass.applications[1].max-attempts",
                1,
                "hallpass.applications[1].credentials[0].token",
                "none"));
    }

    @AfterContainer
    static void stop() {
        context.close();
    }

    private static int inTheCloud(ResourceKind given, String role, ResourceKind on) {
        if (given == ResourceKind.WORKSPACE && on != ResourceKind.WORKSPACE) {
            return role.equals("owner") ? top(on) : 0;
        }
        if (given == ResourceKind.PROJECT && on == ResourceKind.REPOSITORY) {
            return Map.of("read", 1, "write", 2, "create-repo", 2, "admin", 3).getOrDefault(role, 0);
        }
        return 1 + CLOUD.rolesOn(on).indexOf(role);
    }

    private static int top(ResourceKind kind) {
        return CLOUD.rolesOn(kind).size();
    }

    private static int inTheDataCenter(ResourceKind given, String role, ResourceKind on) {
        if (given == ResourceKind.WORKSPACE && on != ResourceKind.WORKSPACE) {
            return role.endsWith("ADMIN") ? 3 : 0;
        }
        return 1 + DATA_CENTER.rolesOn(on).indexOf(role);
    }

    @Property(tries = 60)
    void inTheCloudThePathsComeToTheSameAsTheModel(@ForAll long seed) {
        judge(CLOUD, new Random(seed));
    }

    @Property(tries = 60)
    void inTheDataCenterThePathsComeToTheSameAsTheModel(@ForAll long seed) {
        judge(DATA_CENTER, new Random(seed));
    }

    private static ObservedWorld world(Application application, Random random) {
        List<ResourceKind> kinds = new ArrayList<>(
                List.of(ResourceKind.WORKSPACE, ResourceKind.PROJECT, ResourceKind.PROJECT, ResourceKind.PROJECT));
        List<Integer> parents = new ArrayList<>(List.of(-1, 0, 0, random.nextInt(2) - 1));
        for (int repository = 0; repository < REPOSITORIES; repository++) {
            kinds.add(ResourceKind.REPOSITORY);
            parents.add(1 + random.nextInt(3));
        }
        Set<String> accounts = new TreeSet<>();
        Set<String> active = new HashSet<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            accounts.add("a" + account);
            if (random.nextInt(4) > 0) {
                active.add("a" + account);
            }
        }
        Map<String, Set<String>> groups = new TreeMap<>();
        for (int group = 0; group < GROUPS; group++) {
            Set<String> members = new TreeSet<>(accounts);
            members.removeIf(account -> random.nextInt(3) > 0);
            groups.put("g" + group, members);
        }
        Map<String, Row> rows = new LinkedHashMap<>();
        int count = random.nextInt(20);
        for (int number = 0; number < count; number++) {
            int resource = random.nextInt(kinds.size());
            List<String> roles = application.rolesOn(kinds.get(resource));
            HolderKind holder = HolderKind.values()[random.nextInt(HolderKind.values().length)];
            String id = switch (holder) {
                case ACCOUNT, OWNER -> "a" + random.nextInt(ACCOUNTS);
                case GROUP -> "g" + random.nextInt(GROUPS);
                case EVERYBODY, PUBLIC -> "";
            };
            Row row = new Row(resource, holder, id, roles.get(random.nextInt(roles.size())));
            rows.put(resource + " " + holder + " " + id, row);
        }
        return new ObservedWorld(kinds, parents, accounts, active, groups, List.copyOf(rows.values()));
    }

    private static UUID id(int number) {
        return UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number));
    }

    private static ResourceId resource(int number) {
        return new ResourceId(id(number));
    }

    private static void store(Application application, ObservedWorld world) {
        JdbcClient jdbc = context.jdbc();
        jdbc.sql("""
            delete from observed_account; update resource set parent_id = null; delete from observed_permission;
            delete from resource_reading; delete from resource
            """).update();
        for (int number = 0; number < world.kinds().size(); number++) {
            store(application, number, world.kinds().get(number), "r" + number);
        }
        for (int number = 0; number < world.parents().size(); number++) {
            if (world.parents().get(number) >= 0) {
                jdbc.sql("update resource set parent_id = ? where id = ?")
                        .params(id(world.parents().get(number)), id(number))
                        .update();
            }
        }
        int number = world.kinds().size();
        for (Map.Entry<String, Set<String>> group : world.groups().entrySet()) {
            int at = number++;
            store(application, at, ResourceKind.GROUP, group.getKey());
            group.getValue().forEach(member -> give(application, new Row(at, HolderKind.ACCOUNT, member, "member")));
        }
        world.rows().forEach(row -> give(application, row));
        world.accounts()
                .forEach(account -> jdbc.sql("""
                    insert into observed_account (application, account, display_name, active, seen_at)
                    values (?, ?, ?, ?, now())
                    """)
                        .params(
                                application.name(),
                                account,
                                account,
                                world.active().contains(account))
                        .update());
    }

    private static void store(Application application, int number, ResourceKind kind, String name) {
        context.jdbc()
                .sql("""
                    insert into resource (id, application, kind, external_id, path, name, sensitivity, owners,
                      maintainers, tags, roles, discovered_at)
                    values (?, ?, ?, ?, ?, ?, 'INTERNAL', '{}', '{}', '{}', '{}', now())
                    """)
                .params(id(number), application.name(), kind.name(), name, name, name)
                .update();
    }

    private static void give(Application application, Row row) {
        context.jdbc()
                .sql("""
                    insert into observed_permission (resource_id, holder_kind, holder, application, display_name, role,
                      since)
                    values (?, ?, ?, ?, '', ?, now())
                    """)
                .params(id(row.resource()), row.holder().name(), row.id(), application.name(), row.role())
                .update();
    }

    private static void judge(Application application, Random random) {
        ObservedWorld world = world(application, random);
        store(application, world);
        ObservedAccess access = context.bean(ObservedAccess.class);
        Map<String, Set<ResourceId>> reached = new HashMap<>();
        for (int number = 1; number < world.kinds().size(); number++) {
            ResourceKind kind = world.kinds().get(number);
            ToIntFunction<String> worth = role -> application.ladder().worth(kind, role, kind);
            Map<String, Integer> told = new TreeMap<>();
            for (AccountAccess each : everybody(access, resource(number))) {
                List<Integer> worths = each.paths().stream()
                        .map(path -> worth.applyAsInt(path.role()))
                        .toList();
                assertThat(worths)
                        .as("%s on r%d of %s", each.account(), number, world)
                        .isEqualTo(world.worths(application.ladder(), number, each.account()));
                told.put(each.account(), worth.applyAsInt(String.valueOf(each.role())));
                reached.computeIfAbsent(each.account(), account -> new HashSet<>())
                        .add(resource(number));
            }
            assertThat(told).as("on r%d of %s", number, world).isEqualTo(world.on(application.ladder(), number));
        }
        for (String account : world.accounts()) {
            Set<ResourceId> found = new HashSet<>();
            everything(access, application.name(), account).stream()
                    .filter(each -> each.resource().kind() == ResourceKind.PROJECT
                            || each.resource().kind() == ResourceKind.REPOSITORY)
                    .forEach(each -> found.add(each.resource().id()));
            assertThat(found).as("%s in %s", account, world).isEqualTo(reached.getOrDefault(account, Set.of()));
        }
    }

    /** Two to a page, so that paging is judged as well. */
    private static List<AccountAccess> everybody(ObservedAccess access, ResourceId resource) {
        List<AccountAccess> all = new ArrayList<>();
        List<AccountAccess> page = access.onResource(resource, null, 2);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = access.onResource(resource, page.getLast().account(), 2);
        }
        return all;
    }

    private static List<ResourceAccess> everything(ObservedAccess access, String application, String account) {
        List<ResourceAccess> all = new ArrayList<>();
        List<ResourceAccess> page = access.ofAccount(application, account, null, 3);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = access.ofAccount(
                    application, account, page.getLast().resource().id(), 3);
        }
        return all;
    }
}

package dev.hallpass.bundle;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored bundles. */
@Repository
class BundleRows {

    private static final String SELECT =
            "select name, description, mode, owners, source, defined_by, defined_at from bundle";

    private final JdbcClient jdbc;

    BundleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Bundle> find(String name) {
        return withEntitlements(jdbc.sql(SELECT + " where name = ?")
                        .param(name)
                        .query(BundleRows::bundle)
                        .list())
                .stream()
                .findFirst();
    }

    List<Bundle> after(@Nullable String name, int limit) {
        return withEntitlements(jdbc.sql(SELECT + " where name > ? order by name limit ?")
                .params(name == null ? "" : name, limit)
                .query(BundleRows::bundle)
                .list());
    }

    List<String> namesFrom(BundleSource source) {
        return jdbc.sql("select name from bundle where source = ?")
                .param(source.name())
                .query(String.class)
                .list();
    }

    private List<Bundle> withEntitlements(List<Bundle> bundles) {
        Map<String, List<BundleEntitlement>> entitlements =
                entitlementsOf(bundles.stream().map(Bundle::name).toList());
        return bundles.stream()
                .map(bundle -> new Bundle(
                        bundle.name(),
                        bundle.description(),
                        bundle.mode(),
                        bundle.owners(),
                        entitlements.getOrDefault(bundle.name(), List.of()),
                        bundle.source(),
                        bundle.definedBy(),
                        bundle.definedAt()))
                .toList();
    }

    private Map<String, List<BundleEntitlement>> entitlementsOf(Collection<String> names) {
        Map<String, List<BundleEntitlement>> found = new LinkedHashMap<>();
        jdbc.sql("select bundle, resource_id, role from bundle_entitlement where bundle = any (?::text[])"
                        + " order by bundle, position")
                .param(names.toArray(String[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getString("bundle"), name -> new ArrayList<>())
                            .add(new BundleEntitlement(
                                    new ResourceId(row.getObject("resource_id", UUID.class)), row.getString("role")));
                });
        return found;
    }

    /** Stores it; false if there is one of this name. */
    boolean insert(BundleDefinition bundle, BundleSource source, String by, Instant now) {
        int stored = jdbc.sql("""
            insert into bundle (name, description, mode, owners, source, defined_by, defined_at)
            values (?, ?, ?, ?::text[], ?, ?, ?) on conflict (name) do nothing
            """)
                .params(
                        bundle.name(),
                        bundle.description(),
                        bundle.mode().name(),
                        owners(bundle),
                        source.name(),
                        by,
                        Timestamp.from(now))
                .update();
        if (stored == 1) {
            insertEntitlements(bundle);
        }
        return stored == 1;
    }

    void update(BundleDefinition bundle, String by, Instant now) {
        jdbc.sql("update bundle set description = ?, mode = ?, owners = ?::text[], defined_by = ?, defined_at = ?"
                        + " where name = ?")
                .params(
                        bundle.description(),
                        bundle.mode().name(),
                        owners(bundle),
                        by,
                        Timestamp.from(now),
                        bundle.name())
                .update();
        jdbc.sql("delete from bundle_entitlement where bundle = ?")
                .param(bundle.name())
                .update();
        insertEntitlements(bundle);
    }

    private void insertEntitlements(BundleDefinition bundle) {
        for (int position = 0; position < bundle.entitlements().size(); position++) {
            BundleEntitlement each = bundle.entitlements().get(position);
            jdbc.sql("insert into bundle_entitlement (bundle, position, resource_id, role) values (?, ?, ?, ?)")
                    .params(bundle.name(), position, each.resource().value(), each.role())
                    .update();
        }
    }

    boolean delete(String name) {
        return jdbc.sql("delete from bundle where name = ?").param(name).update() == 1;
    }

    private static String[] owners(BundleDefinition bundle) {
        return bundle.owners().stream().map(PrincipalId::value).sorted().toArray(String[]::new);
    }

    private static Bundle bundle(ResultSet row, int number) throws SQLException {
        return new Bundle(
                row.getString("name"),
                row.getString("description"),
                BundleMode.valueOf(row.getString("mode")),
                Stream.of((String[]) row.getArray("owners").getArray())
                        .map(PrincipalId::new)
                        .collect(Collectors.toSet()),
                List.of(),
                BundleSource.valueOf(row.getString("source")),
                row.getString("defined_by"),
                row.getTimestamp("defined_at").toInstant());
    }
}

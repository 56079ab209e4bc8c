package dev.hallpass.catalog;

import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.PrincipalId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All resources. */
@Component
public class Catalog {

    private static final String SELECT = """
        select id, application, kind, external_id, path, name, sensitivity, owners, maintainers, tags, roles,
          vanished_at is null as available, parent_id
        from resource
        """;

    /** Stricter than {@link UUID#fromString}, which takes names such as {@code a-b-c-d-e} for ids. */
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final JdbcClient jdbc;

    Catalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The resource, if there is one. */
    public Optional<Resource> find(ResourceId id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id.value())
                .query(Catalog::resource)
                .optional();
    }

    /** The resources with these ids, as far as there are any, in the order of the ids. */
    public List<Resource> findAll(Collection<ResourceId> ids) {
        return jdbc.sql(SELECT + " where id = any (?::uuid[]) order by id")
                .param(ids.stream().map(ResourceId::toString).toArray(String[]::new))
                .query(Catalog::resource)
                .list();
    }

    /**
     * The resource.
     *
     * @throws ProblemException of kind not found
     */
    public Resource require(ResourceId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("id", "There is no resource with this id."));
    }

    /**
     * The resource that somebody names by id, path or a name that only one has.
     *
     * @throws ProblemException naming the field if there is none, or more than one
     */
    public Resource resolve(String idOrName, String field) {
        List<Resource> found = candidates(idOrName.strip()).stream()
                .filter(Resource::available)
                .toList();
        if (found.isEmpty()) {
            throw ProblemException.invalid(
                    field, "There is no such resource.", "the id, path or name of a resource in the catalog");
        }
        if (found.size() > 1) {
            throw ProblemException.invalid(
                    field,
                    "More than one resource has this name.",
                    "one of " + found.stream().map(Resource::path).collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }

    private List<Resource> candidates(String idOrName) {
        if (ID.matcher(idOrName).matches()) {
            return find(new ResourceId(UUID.fromString(idOrName))).stream().toList();
        }
        if (idOrName.indexOf('\0') >= 0) {
            return List.of();
        }
        String lower = idOrName.toLowerCase(Locale.ROOT);
        return jdbc.sql(SELECT
                        + " where (lower(path) = ? or lower(name) = ?) and vanished_at is null order by id limit 20")
                .params(lower, lower)
                .query(Catalog::resource)
                .list();
    }

    /** Resources by text, tag and application. */
    public List<Resource> search(CatalogQuery query) {
        StringBuilder where = new StringBuilder(SELECT).append(" where vanished_at is null");
        List<Object> parameters = new ArrayList<>();
        if (query.after() != null) {
            where.append(" and id > ?");
            parameters.add(query.after());
        }
        if (query.text() != null) {
            where.append(" and (name ilike ? escape '\\' or path ilike ? escape '\\')");
            parameters.add(contains(query.text()));
            parameters.add(contains(query.text()));
        }
        if (query.tag() != null) {
            where.append(" and tags @> array[?]::text[]");
            parameters.add(query.tag());
        }
        if (query.application() != null) {
            where.append(" and application = ?");
            parameters.add(query.application());
        }
        parameters.add(query.limit());
        return jdbc.sql(where + " order by id limit ?")
                .params(parameters)
                .query(Catalog::resource)
                .list();
    }

    /** What somebody owns. */
    public Set<ResourceId> ownedBy(PrincipalId owner) {
        return Set.copyOf(jdbc.sql("select id from resource where owners @> array[?]::text[]")
                .param(owner.value())
                .query((row, number) -> new ResourceId(row.getObject(1, UUID.class)))
                .list());
    }

    /** What somebody owns or looks after. */
    public Set<ResourceId> answeredForBy(PrincipalId person) {
        return Set.copyOf(
                jdbc.sql("select id from resource where owners @> array[?]::text[] or maintainers @> array[?]::text[]")
                        .params(person.value(), person.value())
                        .query((row, number) -> new ResourceId(row.getObject(1, UUID.class)))
                        .list());
    }

    private static String contains(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** The columns that {@link #resource} takes, of the table itself. */
    static String select() {
        return SELECT;
    }

    static Resource resource(ResultSet row, int number) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new Resource(
                new ResourceId(row.getObject("id", UUID.class)),
                row.getString("application"),
                ResourceKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("path"),
                row.getString("external_id"),
                Sensitivity.valueOf(row.getString("sensitivity")),
                people(row.getArray("owners")),
                people(row.getArray("maintainers")),
                Set.of(texts(row.getArray("tags"))),
                List.of(texts(row.getArray("roles"))),
                row.getBoolean("available"),
                parent == null ? null : new ResourceId(parent));
    }

    private static Set<PrincipalId> people(Array array) throws SQLException {
        return Stream.of(texts(array)).map(PrincipalId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}

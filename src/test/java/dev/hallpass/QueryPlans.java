package dev.hallpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with many rows, and how it goes about a query: read from an index, however much there is, or all of it.
 * People are {@code p0} to {@code p499}, resource 7 is {@code 00000000-0000-7000-8000-000000000007}, row 7 of a larger
 * table {@code 019a0000-0000-7000-8000-000000000007}.
 */
public final class QueryPlans implements AutoCloseable {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    /** A database with 500 people. */
    public QueryPlans() {
        store("""
            insert into principal (id, display_name, email, employment, active, groups, on_call_for)
            select 'p' || i, 'p', 'p@acme.example', 'EMPLOYEE', true, '{}', '{}' from generate_series(0, 499) i
            """);
    }

    /**
     * Stores so many repositories, each maintained by one of 100 people.
     *
     * @param applications over how many applications they are spread: {@code acme0}, {@code acme1}, …
     */
    public QueryPlans withResources(int resources, int applications) {
        jdbc.sql("""
            insert into resource (id, application, kind, external_id, path, name, sensitivity, owners, maintainers,
              tags, roles, discovered_at)
            select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'acme' || i % ?, 'REPOSITORY', i::text,
              'acme/r' || i, 'r' || i, 'INTERNAL', '{}', array['m' || i % 100], '{}', '{read,write}', now()
            from generate_series(0, ? - 1) i
            """).params(applications, resources).update();
        return this;
    }

    /** Stores more, with a statement of one's own. */
    public void store(String sql) {
        jdbc.sql(sql).update();
    }

    /** To be called when all is stored: what the planner goes by. */
    public void analyze() {
        store("analyze");
    }

    /** How the database reads the answer, as it says itself; the query is run. */
    public String of(String sql, Map<String, ?> parameters) {
        return plan(explain(sql).params(parameters));
    }

    /** How the database reads the answer, as it says itself; the query is run. */
    public String of(String sql, Object... parameters) {
        return plan(explain(sql).params(parameters));
    }

    /** Requires that each of these indexes is used, and that no table is read whole. */
    public static void assertReadFrom(String plan, String... indexes) {
        assertThat(plan).contains(indexes).doesNotContain("Seq Scan");
    }

    /** The id of a resource. */
    public static UUID resource(int number) {
        return UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number));
    }

    /** The id of a row of a larger table. */
    public static UUID row(int number) {
        return UUID.fromString("019a0000-0000-7000-8000-%012d".formatted(number));
    }

    /** Drops the database. */
    @Override
    public void close() {
        database.close();
    }

    private JdbcClient.StatementSpec explain(String sql) {
        return jdbc.sql("explain (analyze, costs off, timing off, summary off) " + sql);
    }

    private static String plan(JdbcClient.StatementSpec explained) {
        return String.join("\n", explained.query(String.class).list());
    }
}

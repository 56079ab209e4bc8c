package dev.hallpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database with many rows, and how it goes about a query: read from an index, however much there is, or all of it.
 * People are {@code p0} to {@code p499}, resource 7 is {@code 00000000-0000-7000-8000-000000000007}, row 7 of a larger
 * table {@code 019a0000-0000-7000-8000-000000000007}.
 */
public final class QueryPlans implements AutoCloseable {

    private static final Pattern NODE = Pattern.compile("\\(actual rows=([0-9.]+) loops=([0-9]+)\\)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: ([0-9.]+)");

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final ExplainedQueries explained = new ExplainedQueries(database.dataSource());

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

    /** How the database reads the answers to what this asks, by {@link #explained()} or a {@link #repository}. */
    public String of(Runnable queries) {
        explained.taken();
        queries.run();
        return explained.taken();
    }

    /** The database, with queries that are explained. */
    public JdbcClient explained() {
        return JdbcClient.create(explained);
    }

    /** A repository of Spring Data as the application has it, with queries that are explained. */
    public <T> T repository(Class<T> type) {
        return explained.repository(type);
    }

    /** How many rows were read for the answer, those included that were looked at and left out. */
    public static long rowsRead(String plan) {
        double read = 0;
        double times = 0;
        for (String line : plan.split("\n", -1)) {
            Matcher node = NODE.matcher(line);
            Matcher removed = REMOVED.matcher(line);
            if (node.find()) {
                // An index that only fills a bitmap reads no rows of the table.
                times = line.contains(" Scan") && !line.contains("Bitmap Index Scan") ? decimal(node.group(2)) : 0;
                read += decimal(node.group(1)) * times;
            } else if (removed.find()) {
                read += decimal(removed.group(1)) * times;
            }
        }
        return Math.round(read);
    }

    private static double decimal(String number) {
        return Double.parseDouble(number);
    }

    /** Requires that each of these indexes is used, and that no table is read whole. */
    public static void assertReadFrom(String plan, String... indexes) {
        assertThat(plan).contains(indexes).doesNotContain("Seq Scan");
    }

    /** Requires that no more rows are looked at, and that each of these indexes is used. */
    public static void assertReadsAtMost(long rows, String plan, String... indexes) {
        List.of(indexes).forEach(index -> assertThat(plan).contains(index));
        assertThat(rowsRead(plan)).as(plan).isPositive().isLessThanOrEqualTo(rows);
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

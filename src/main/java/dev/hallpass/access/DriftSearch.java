package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists the stored findings, newest first, from one index range for each reason to see them. */
@Repository
class DriftSearch {

    private static final UUID NEWEST = new UUID(-1L, -1L);
    private static final String PAGE = " and id < :before order by id desc limit :limit";

    private final JdbcClient jdbc;

    DriftSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The findings that are asked for, newest first. */
    List<DriftFinding> find(DriftQuery query) {
        return jdbc.sql(sql(query))
                .params(parameters(query))
                .query(DriftRows::finding)
                .list();
    }

    static String sql(DriftQuery query) {
        StringBuilder filter = new StringBuilder();
        if (query.state() != null) {
            filter.append(" and state = :state");
        }
        if (query.resource() != null) {
            filter.append(" and resource_id = :resource");
        }
        if (query.principal() != null) {
            filter.append(" and principal_id = :principal");
        }
        if (query.application() != null) {
            filter.append(" and application = :application");
        }
        return query.among() == null
                ? "select * from drift_finding where true" + filter + PAGE
                : "select f.* from unnest(:among::uuid[]) seen (resource) cross join lateral"
                        + " (select * from drift_finding where resource_id = seen.resource" + filter + PAGE
                        + ") f order by f.id desc limit :limit";
    }

    static Map<String, Object> parameters(DriftQuery query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("before", query.before() == null ? NEWEST : query.before());
        parameters.put("limit", query.limit());
        if (query.state() != null) {
            parameters.put("state", query.state().name());
        }
        if (query.resource() != null) {
            parameters.put("resource", query.resource().value());
        }
        if (query.principal() != null) {
            parameters.put("principal", query.principal().value());
        }
        if (query.application() != null) {
            parameters.put("application", query.application());
        }
        if (query.among() != null) {
            parameters.put(
                    "among", query.among().stream().map(ResourceId::toString).toArray(String[]::new));
        }
        return parameters;
    }
}

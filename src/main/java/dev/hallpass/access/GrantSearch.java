package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists grants newest first, one page after the other by id; one index range for each reason to see them, each no longer
 * than the page.
 */
@Component
class GrantSearch {

    private static final UUID NEWEST = new UUID(-1L, -1L);
    private static final String PAGE = " and id < :before order by id desc limit :limit";

    private final GrantRows rows;
    private final JdbcClient jdbc;

    GrantSearch(GrantRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    List<Grant> find(GrantQuery query) {
        List<UUID> ids = jdbc.sql(sql(query))
                .params(parameters(query))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        return rows.findByIdInOrderByIdDesc(ids).stream()
                .map(GrantEntity::toValue)
                .toList();
    }

    static String sql(GrantQuery query) {
        StringBuilder filter = new StringBuilder();
        if (query.principal() != null) {
            filter.append(" and principal_id = :principal");
        }
        if (query.resource() != null) {
            filter.append(" and resource_id = :resource");
        }
        if (query.state() != null) {
            filter.append(" and state = :state");
        }
        if (query.viewer() == null) {
            return "select id from access_grant where true" + filter + PAGE;
        }
        List<String> ranges = new ArrayList<>();
        ranges.add("(select id from access_grant where principal_id = :viewer" + filter + PAGE + ")");
        if (!query.ownedResources().isEmpty()) {
            ranges.add("(select g.id from unnest(:owned::uuid[]) owned (resource) cross join lateral"
                    + " (select id from access_grant where resource_id = owned.resource" + filter + PAGE + ") g)");
        }
        return "select id from (" + String.join(" union ", ranges) + ") found order by id desc limit :limit";
    }

    static Map<String, Object> parameters(GrantQuery query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("before", query.before() == null ? NEWEST : query.before());
        parameters.put("limit", query.limit());
        if (query.principal() != null) {
            parameters.put("principal", query.principal().value());
        }
        if (query.resource() != null) {
            parameters.put("resource", query.resource().value());
        }
        if (query.state() != null) {
            parameters.put("state", query.state().name());
        }
        if (query.viewer() != null) {
            parameters.put("viewer", query.viewer().value());
            parameters.put(
                    "owned",
                    query.ownedResources().stream().map(ResourceId::toString).toArray(String[]::new));
        }
        return parameters;
    }
}

package dev.hallpass.request;

import dev.hallpass.catalog.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists requests newest first, one page after the other by id. What a viewer may see is looked up as one index range for
 * each reason to see it, each no longer than the page: one condition with "or" would read all that is older instead.
 */
@Component
class RequestSearch {

    private static final UUID NEWEST = new UUID(-1L, -1L);
    private static final String PAGE = " and id < :before order by id desc limit :limit";

    private final RequestRows rows;
    private final JdbcClient jdbc;

    RequestSearch(RequestRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    List<AccessRequest> find(RequestQuery query) {
        List<UUID> ids = jdbc.sql(sql(query))
                .params(parameters(query))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        return rows.findByIdInOrderByIdDesc(ids).stream()
                .map(AccessRequestEntity::toValue)
                .toList();
    }

    static String sql(RequestQuery query) {
        StringBuilder filter = new StringBuilder();
        if (query.state() != null) {
            filter.append(" and state = :state");
        }
        if (query.requester() != null) {
            filter.append(" and requester = :requester");
        }
        if (query.viewer() == null) {
            return "select id from access_request where true" + filter + PAGE;
        }
        List<String> ranges = new ArrayList<>();
        ranges.add("(select id from access_request where requester = :viewer" + filter + PAGE + ")");
        ranges.add("(select id from access_request where beneficiary = :viewer" + filter + PAGE + ")");
        if (!query.ownedResources().isEmpty()) {
            ranges.add("(select r.id from unnest(:owned::uuid[]) owned (resource) cross join lateral"
                    + " (select id from access_request where resource_id = owned.resource" + filter + PAGE + ") r)");
        }
        return "select id from (" + String.join(" union ", ranges) + ") found order by id desc limit :limit";
    }

    static Map<String, Object> parameters(RequestQuery query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("before", query.before() == null ? NEWEST : query.before());
        parameters.put("limit", query.limit());
        if (query.state() != null) {
            parameters.put("state", query.state().name());
        }
        if (query.requester() != null) {
            parameters.put("requester", query.requester().value());
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

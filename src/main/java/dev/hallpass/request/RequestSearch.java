package dev.hallpass.request;

import dev.hallpass.catalog.ResourceId;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists requests newest first, one page after the other by id, each page one index range. */
@Component
class RequestSearch {

    private final EntityManager entities;

    RequestSearch(EntityManager entities) {
        this.entities = entities;
    }

    List<AccessRequest> find(RequestQuery query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("select r from AccessRequestEntity r where 1 = 1");
        if (query.state() != null) {
            where.append(" and r.state = :state");
            parameters.put("state", query.state());
        }
        if (query.requester() != null) {
            where.append(" and r.requester = :requester");
            parameters.put("requester", query.requester().value());
        }
        if (query.viewer() != null) {
            where.append(" and (r.requester = :viewer or r.beneficiary = :viewer");
            parameters.put("viewer", query.viewer().value());
            if (!query.ownedResources().isEmpty()) {
                where.append(" or r.resourceId in :owned");
                parameters.put(
                        "owned",
                        query.ownedResources().stream().map(ResourceId::value).toList());
            }
            where.append(')');
        }
        if (query.before() != null) {
            where.append(" and r.id < :before");
            parameters.put("before", query.before());
        }
        var typed = entities.createQuery(where + " order by r.id desc", AccessRequestEntity.class)
                .setMaxResults(query.limit());
        parameters.forEach(typed::setParameter);
        return typed.getResultStream().map(AccessRequestEntity::toValue).toList();
    }
}

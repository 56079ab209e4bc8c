package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists grants newest first, one page after the other by id. */
@Component
class GrantSearch {

    private final EntityManager entities;

    GrantSearch(EntityManager entities) {
        this.entities = entities;
    }

    List<Grant> find(GrantQuery query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("select g from GrantEntity g where 1 = 1");
        if (query.principal() != null) {
            where.append(" and g.principalId = :principal");
            parameters.put("principal", query.principal().value());
        }
        if (query.resource() != null) {
            where.append(" and g.resourceId = :resource");
            parameters.put("resource", query.resource().value());
        }
        if (query.state() != null) {
            where.append(" and g.state = :state");
            parameters.put("state", query.state());
        }
        if (query.viewer() != null) {
            where.append(" and (g.principalId = :viewer");
            parameters.put("viewer", query.viewer().value());
            if (!query.ownedResources().isEmpty()) {
                where.append(" or g.resourceId in :owned");
                parameters.put(
                        "owned",
                        query.ownedResources().stream().map(ResourceId::value).toList());
            }
            where.append(')');
        }
        if (query.before() != null) {
            where.append(" and g.id < :before");
            parameters.put("before", query.before());
        }
        var typed = entities.createQuery(where + " order by g.id desc", GrantEntity.class)
                .setMaxResults(query.limit());
        parameters.forEach(typed::setParameter);
        return typed.getResultStream().map(GrantEntity::toValue).toList();
    }
}

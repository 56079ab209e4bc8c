package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What roles given above a resource are worth on it, by the rules of one application. */
final class Inheritance {

    private final Connector connector;

    Inheritance(Connector connector) {
        this.connector = connector;
    }

    /**
     * The role that results on a resource.
     *
     * @param here whether it is given on the resource itself
     */
    Optional<String> role(ResourceKind above, String role, ResourceKind below, boolean here) {
        if (here) {
            return Optional.of(role);
        }
        Optional<String> direct = connector.inheritedRole(above, role, below);
        if (above != ResourceKind.WORKSPACE || below != ResourceKind.REPOSITORY) {
            return direct;
        }
        // Also what passes down the workspace's projects.
        Optional<String> step = connector
                .inheritedRole(above, role, ResourceKind.PROJECT)
                .flatMap(inProject -> connector.inheritedRole(ResourceKind.PROJECT, inProject, below));
        return Stream.of(direct, step).flatMap(Optional::stream).max(byLevel(below));
    }

    /** The paths that give a role on a resource of this kind, highest role first. */
    List<AccessPath> paths(ResourceKind kind, List<ObservedPath> found) {
        return found.stream()
                .map(path -> role(path.onKind(), path.role(), kind, path.height() == 0)
                        .map(role ->
                                new AccessPath(kind(path), path.on(), path.group(), path.through(), path.role(), role))
                        .orElse(null))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(AccessPath::role, byLevel(kind))
                        .reversed()
                        .thenComparing(AccessPath::kind)
                        .thenComparing(AccessPath::through))
                .toList();
    }

    /** Which of these roles pass anything on to which kinds of resources below. */
    List<ReachedResources.Passed> passed(Collection<ReachedResources.KindAndRole> roles) {
        List<ReachedResources.Passed> passed = new ArrayList<>();
        for (ReachedResources.KindAndRole each : roles) {
            for (ResourceKind below : ResourceKind.values()) {
                if (below.compareTo(each.kind()) > 0
                        && role(each.kind(), each.role(), below, false).isPresent()) {
                    passed.add(new ReachedResources.Passed(each.kind(), each.role(), below));
                }
            }
        }
        return passed;
    }

    private static PathKind kind(ObservedPath path) {
        if (path.holder() == HolderKind.EVERYBODY) {
            return PathKind.DEFAULT;
        }
        if (path.holder() == HolderKind.PUBLIC) {
            return PathKind.PUBLIC;
        }
        if (path.holder() == HolderKind.OWNER) {
            return PathKind.OWNER;
        }
        boolean group = path.holder() == HolderKind.GROUP;
        if (path.height() == 0) {
            return group ? PathKind.GROUP : PathKind.OWN;
        }
        if (path.onKind() == ResourceKind.PROJECT) {
            return group ? PathKind.PROJECT_GROUP : PathKind.PROJECT;
        }
        return PathKind.WORKSPACE;
    }

    /**
     * Rising. Where the roles of a kind cannot be given, as those on a whole workspace, their order is not told: there the
     * one counts for more that is worth more on what is below.
     */
    private Comparator<String> byLevel(ResourceKind kind) {
        List<String> rising = connector.roles(kind);
        Comparator<String> byPlace = Comparator.comparingInt(rising::indexOf);
        if (kind != ResourceKind.WORKSPACE) {
            return byPlace.thenComparing(Comparator.naturalOrder());
        }
        return byPlace.thenComparingInt(role -> worth(role, ResourceKind.REPOSITORY))
                .thenComparingInt(role -> worth(role, ResourceKind.PROJECT))
                .thenComparing(Comparator.naturalOrder());
    }

    private int worth(String role, ResourceKind below) {
        return role(ResourceKind.WORKSPACE, role, below, false)
                .map(connector.roles(below)::indexOf)
                .orElse(-2);
    }
}

package dev.hallpass.policy;

import dev.hallpass.catalog.ApplicationOwners;
import dev.hallpass.facts.OnCallSchedules;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who the people are that a table names, for one request. */
@Component
class PeopleOfPolicy {

    private final Principals principals;
    private final ApplicationOwners applications;
    private final OnCallSchedules schedules;

    PeopleOfPolicy(Principals principals, ApplicationOwners applications, OnCallSchedules schedules) {
        this.principals = principals;
        this.applications = applications;
        this.schedules = schedules;
    }

    People resolve(PolicyFacts facts, List<Approvers> approvers) {
        Set<PrincipalId> users = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (Approvers each : approvers) {
            if (each.kind() == Approvers.Kind.GROUP) {
                groups.add(each.name());
            } else {
                users.addAll(users(facts, each));
            }
        }
        return new People(users, groups);
    }

    private Set<PrincipalId> users(PolicyFacts facts, Approvers approvers) {
        Principal beneficiary = facts.beneficiary();
        return switch (approvers.kind()) {
            case RESOURCE_OWNERS -> facts.resource().owners();
            case RESOURCE_MAINTAINERS -> facts.resource().maintainers();
            case APPLICATION_OWNERS -> applications.of(facts.resource().application());
            case MANAGER -> orNobody(beneficiary.manager());
            case MANAGERS_MANAGER -> {
                PrincipalId manager = beneficiary.manager();
                yield manager == null
                        ? Set.of()
                        : orNobody(
                                principals.find(manager).map(Principal::manager).orElse(null));
            }
            case TEAM ->
                beneficiary.team() == null
                        ? principals.reportingBeside(beneficiary.id())
                        : principals.teamOf(beneficiary.id());
            case PERSON -> Set.of(new PrincipalId(approvers.name()));
            case ON_CALL -> schedules.onCallNow(approvers.name());
            case GROUP -> Set.of();
        };
    }

    private static Set<PrincipalId> orNobody(@Nullable PrincipalId person) {
        return person == null ? Set.of() : Set.of(person);
    }

    /** Those of these people who may decide: active, and neither who asks nor who gets it. */
    Set<PrincipalId> deciders(PolicyFacts facts, People people) {
        Set<PrincipalId> deciders = new TreeSet<>(Comparator.comparing(PrincipalId::value));
        deciders.addAll(principals.activeAmong(people.users()));
        people.groups().forEach(group -> deciders.addAll(principals.membersOf(group)));
        deciders.remove(facts.requester().id());
        deciders.remove(facts.beneficiary().id());
        return deciders;
    }
}

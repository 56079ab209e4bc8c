package dev.hallpass.simulation;

import dev.hallpass.facts.OnCallSchedules;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import org.springframework.stereotype.Component;

/** Approvers as the directory and the on-call schedules know them. */
@Component
public class DirectoryApprovers implements KnownApprovers {

    private final Principals principals;
    private final OnCallSchedules schedules;

    DirectoryApprovers(Principals principals, OnCallSchedules schedules) {
        this.principals = principals;
        this.schedules = schedules;
    }

    @Override
    public boolean group(String name) {
        return !principals.membersOf(name).isEmpty();
    }

    @Override
    public boolean person(String id) {
        return principals.find(new PrincipalId(id)).filter(Principal::active).isPresent();
    }

    @Override
    public boolean schedule(String name) {
        return schedules.exists(name);
    }
}

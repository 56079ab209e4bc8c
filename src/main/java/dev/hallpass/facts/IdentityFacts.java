package dev.hallpass.facts;

import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who asks and who gets the access, as the directory tells of them. Only managers' managers must be looked up. */
@Component
class IdentityFacts implements FactSource {

    private final Principals principals;
    private final FactSettings settings;

    IdentityFacts(Principals principals, FactSettings settings) {
        this.principals = principals;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        describe("requester", question.requester(), managerOrUnknown(question.requester()), facts);
        describe("beneficiary", question.beneficiary(), managerOrUnknown(question.beneficiary()), facts);
        return facts;
    }

    /** Who has no manager has no manager's manager either, which needs no look. */
    private static @Nullable String managerOrUnknown(Principal person) {
        return person.manager() == null ? null : Facts.UNKNOWN;
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        String ofRequester = managersManager(question.requester());
        boolean same = question.requester().equals(question.beneficiary());
        describe("requester", question.requester(), ofRequester, facts);
        describe(
                "beneficiary",
                question.beneficiary(),
                same ? ofRequester : managersManager(question.beneficiary()),
                facts);
        return facts;
    }

    private @Nullable String managersManager(Principal person) {
        PrincipalId manager = person.manager();
        return manager == null
                ? null
                : principals
                        .find(manager)
                        .map(Principal::manager)
                        .map(PrincipalId::value)
                        .orElse(null);
    }

    private void describe(
            String as, Principal person, @Nullable String managersManager, Map<String, @Nullable Object> facts) {
        PrincipalId manager = person.manager();
        ZoneId zone = Zones.of(person, settings);
        facts.put(as + ".id", person.id().value());
        facts.put(as + ".groups", person.groups().stream().sorted().toList());
        facts.put(as + ".employment", person.employment().name());
        facts.put(as + ".manager", manager == null ? null : manager.value());
        facts.put(as + ".managersManager", managersManager);
        facts.put(as + ".department", known(person.department()));
        facts.put(as + ".location", known(person.location()));
        facts.put(as + ".team", known(person.team()));
        facts.put(as + ".zone", zone == null ? Facts.UNKNOWN : zone.getId());
    }

    private static String known(@Nullable String told) {
        return told == null ? Facts.UNKNOWN : told;
    }
}

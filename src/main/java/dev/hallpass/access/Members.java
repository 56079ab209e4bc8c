package dev.hallpass.access;

import dev.hallpass.catalog.ObservedAccess;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.Membership;
import dev.hallpass.identity.Principal;
import dev.hallpass.request.RequestSubmission;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells at once somebody who asks for a person to whom the application can give nothing: one without an account there,
 * or whose account is no member or has no licence. The catalog may be older than that, so the application is asked
 * before it is said; if it does not answer, the request goes its way.
 */
@Component
public class Members {

    private static final Logger log = LoggerFactory.getLogger(Members.class);

    private final ObservedAccess observed;
    private final Connectors connectors;

    Members(ObservedAccess observed, Connectors connectors) {
        this.observed = observed;
        this.connectors = connectors;
    }

    /**
     * Refuses what cannot be given to the person.
     *
     * @return what people will be asked to do before it can be given, if there is anything
     * @throws ProblemException of kind not a member
     */
    public Optional<String> check(RequestSubmission asked) {
        String application = asked.resource().application();
        Principal person = asked.beneficiary();
        String account = person.accounts().get(application);
        if (account == null) {
            throw problem(
                    asked,
                    "%s has no account in %s that Hallpass knows of."
                            .formatted(person.id().value(), application),
                    "somebody whose account in %s is in the directory".formatted(application));
        }
        if (observed.isMember(application, account)) {
            return Optional.empty();
        }
        return switch (now(application, account)) {
            case Membership.Member member -> Optional.empty();
            case Membership.ByHand hand -> Optional.of(hand.what());
            case Membership.Missing missing ->
                throw problem(
                        asked,
                        "%s can be given nothing in %s: %s"
                                .formatted(person.id().value(), application, missing.what()),
                        "somebody who belongs to " + application);
        };
    }

    private Membership now(String application, String account) {
        try {
            return connectors.forApplication(application).membership(account);
        } catch (ConnectorException e) {
            log.atInfo()
                    .addKeyValue("application", application)
                    .log(
                            "Whether an account is a member cannot be told now, so the request goes on: {}",
                            e.getMessage());
            return new Membership.Member();
        }
    }

    private static ProblemException problem(RequestSubmission asked, String detail, String expected) {
        boolean own = asked.requester().id().equals(asked.beneficiary().id());
        return new ProblemException(ProblemKind.NOT_A_MEMBER, detail, own ? "entitlements" : "onBehalfOf", expected);
    }
}

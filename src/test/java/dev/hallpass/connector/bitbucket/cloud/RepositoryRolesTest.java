package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.Connector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RepositoryRolesTest extends StandInTest {

    @Test
    void theExplicitRoleIsRead() {
        assertThat(connector().explicitRole(PAYMENTS_API, ADA)).contains("read");
    }

    @Test
    void thereIsNoExplicitRoleWhereThePermissionIsNone() {
        assertThat(connector().explicitRole(PAYMENTS_API, KEN)).isEmpty();
    }

    @Test
    void thereIsNoExplicitRoleWhereThePermissionIsNotFound() {
        control.quirks("{\"noneIsNotFound\":true}");

        assertThat(connector().explicitRole(PAYMENTS_API, KEN)).isEmpty();
    }

    @Test
    void aRoleIsSetRaisedLoweredAndRemoved() {
        Connector connector = connector();
        List<String> seen = new ArrayList<>();

        for (String role : List.of("read", "admin", "write")) {
            connector.setRole(PAYMENTS_API, KEN, role);
            seen.add(control.explicit("payments-api", KEN));
        }
        connector.removeRole(PAYMENTS_API, KEN);

        assertThat(seen).containsExactly("read", "admin", "write");
        assertThat(control.explicit("payments-api", KEN)).isEqualTo("none");
    }

    @Test
    void removingARoleThatIsNotThereDoesNothing() {
        connector().removeRole(PAYMENTS_API, KEN);

        assertThat(control.explicit("payments-api", KEN)).isEqualTo("none");
        assertThat(control.outcomes()).containsExactly("DELETE 204");
    }

    @Test
    void aDeletedAccountHoldsNothingAndHasNothingToRemove() {
        Connector connector = connector();
        control.deleteUser(ADA);

        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).isEmpty();
        assertThat(connector.effectiveRole(PAYMENTS_API, ADA)).isEmpty();
        connector.removeRole(PAYMENTS_API, ADA);

        assertThat(control.outcomes()).startsWith("GET 404", "GET 200").endsWith("DELETE 404", "GET 200");
    }

    @Test
    void theEffectiveRoleIsTheHighestOfAllPaths() {
        Connector connector = connector();

        assertThat(connector.effectiveRole(PAYMENTS_API, ADA)).as("explicit").contains("read");
        assertThat(connector.effectiveRole(WEB_SHOP, ADA)).as("through a group").contains("read");
        assertThat(connector.effectiveRole(DOCS_SITE, LINUS)).as("public").contains("read");
        assertThat(connector.effectiveRole(PAYMENTS_API, OWNER)).as("owner").contains("admin");
        assertThat(connector.effectiveRole(PAYMENTS_API, KEN)).as("none").isEmpty();
    }

    @Test
    void theEffectiveRoleIsFoundOnALaterPageWhereTheFilterIsRefused() {
        control.quirks("{\"filtersRefused\":true}");
        Connector connector = connector();

        assertThat(connector.effectiveRole(MOBILE_APP, "557058:member-223")).contains("write");
        assertThat(connector.effectiveRole(MOBILE_APP, "557058:member-224")).contains("read");

        assertThat(control.outcomes())
                .as("the filter is not tried again")
                .containsExactly("GET 400", "GET 200", "GET 200", "GET 200", "GET 200");
    }

    @Test
    void anAccountCanBeNamedByItsUuid() {
        String uuid = "{a0000000-0000-4000-8000-000000000001}";
        Connector connector = connector();

        assertThat(connector.explicitRole(PAYMENTS_API, uuid)).contains("read");
        assertThat(connector.effectiveRole(PAYMENTS_API, uuid)).contains("read");
    }

    @Test
    void aRenamedRepositoryIsStillTheSame() {
        Connector connector = connector();
        control.renameRepository("payments-api", "payments-service");

        connector.setRole(PAYMENTS_API, ADA, "write");

        assertThat(control.explicit("payments-service", ADA)).isEqualTo("write");
        assertThat(connector.effectiveRole(PAYMENTS_API, ADA)).contains("write");
    }

    @Test
    void theCorrelationIdOfTheWorkGoesAlong() {
        Connector connector = connector();
        try {
            MDC.put("requestId", "019c-correlation");
            connector.explicitRole(PAYMENTS_API, ADA);
            MDC.put("requestId", "evil\r\nX-Other: 1");
            connector.explicitRole(PAYMENTS_API, ADA);
        } finally {
            MDC.remove("requestId");
        }

        assertThat(control.requests())
                .extracting(request -> request.path("requestId").asString("none"))
                .containsExactly("019c-correlation", "none");
    }
}

package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.RequestId;
import org.junit.jupiter.api.Test;

/** Grants on a resource end with it, if the application proves that it is gone. */
class VanishedResourceTest extends AccessTest {

    @Test
    void whatIsGoneEndsItsGrantsAndTheReceiptSaysWhy() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        context.bitbucket().deleteRepository(PAYMENTS);
        pass(HOUR);

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertOver(grant.request());
        assertThat(grants().receipts(grant.id()).getLast().means()).isEqualTo(ReceiptMeans.RESOURCE_GONE);
    }

    @Test
    void aGrantThatHasNotComeIntoForceFails() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);

        context.bitbucket().deleteRepository(PAYMENTS);

        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.FAILED);
    }

    @Test
    void whatNobodyMaySayOfWhetherItIsThereKeepsItsGrants() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        fault("{\"path\":\"%s\",\"status\":404}".formatted(EXPLICIT));
        fault("{\"path\":\"%s\",\"status\":404}".formatted(EFFECTIVE));
        fault("{\"path\":\"/2.0/repositories/\",\"status\":403}");
        pass(HOUR);

        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(AccessDelayedException.class);

        assertThat(context.bitbucket().outcomes())
                .as("it was asked whether it is there")
                .contains("GET 403");
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        assertThat(grants().receipts(grant.id())).noneMatch(receipt -> receipt.means() == ReceiptMeans.RESOURCE_GONE);
        context.bitbucket().clearFaults();
        assertThat(explicit("ada")).isEqualTo("write");
    }

    @Test
    void aNotFoundOfAResourceThatIsThereEndsNothing() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        fault("{\"path\":\"%s\",\"status\":404}".formatted(EXPLICIT));
        fault("{\"path\":\"%s\",\"status\":404}".formatted(EFFECTIVE));
        pass(HOUR);

        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(AccessDelayedException.class);

        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        context.bitbucket().clearFaults();
        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(explicit("ada")).isEqualTo("none");
    }
}

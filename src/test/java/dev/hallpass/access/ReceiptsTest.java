package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept as the proof of each effect. */
class ReceiptsTest extends AccessTest {

    private static List<Receipt> receipts(Grant grant) {
        return context.bean(ReceiptBook.class).of(grant.id());
    }

    @Test
    void aReceiptTellsWhatWasReadWrittenAndReadBack() {
        byHand("ada", "read");
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        grants().takeBack(grant.request());

        assertThat(receipts(grant)).hasSize(2);
        Receipt first = receipts(grant).getFirst();
        assertThat(first.action()).isEqualTo(ReceiptAction.ACTIVATED);
        assertThat(first.means()).isEqualTo(ReceiptMeans.WRITE);
        assertThat(first.before()).isEqualTo("read");
        assertThat(first.written()).isEqualTo("write");
        assertThat(first.explicitAfter()).isEqualTo("write");
        assertThat(first.effectiveAfter()).isEqualTo("write");
        assertThat(first.residual()).isFalse();
        Receipt last = receipts(grant).getLast();
        assertThat(last.action()).isEqualTo(ReceiptAction.ENDED);
        assertThat(last.before()).isEqualTo("write");
        assertThat(last.written()).isEqualTo("read");
        assertThat(last.explicitAfter()).isEqualTo("read");
        assertThat(last.effectiveAfter()).isEqualTo("read");
        assertThat(last.at()).isEqualTo(context.clock().instant());
        assertThat(last.residual()).isFalse();
    }

    @Test
    void whereNothingHadToBeWrittenTheReceiptSaysSo() {
        byHand("ada", "admin");
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        assertThat(receipts(grant)).singleElement().satisfies(receipt -> {
            assertThat(receipt.means()).isEqualTo(ReceiptMeans.NOTHING);
            assertThat(receipt.written()).isNull();
            assertThat(receipt.explicitAfter()).isEqualTo("admin");
        });
    }

    @Test
    void aWriteThatGotNoAnswerIsStillReceiptedWithWhatWasThereBefore() {
        byHand("ada", "read");
        var request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}");
        try {
            grants().provision(request);
        } catch (AccessDelayedException delayed) {
            assertThat(delayed.retryAfter()).isPositive();
        }
        grants().provision(request);

        assertThat(receipts(grantOf(request))).singleElement().satisfies(receipt -> {
            assertThat(receipt.means()).isEqualTo(ReceiptMeans.WRITE);
            assertThat(receipt.before()).isEqualTo("read");
            assertThat(receipt.written()).isEqualTo("write");
        });
    }

    @Test
    void whatResultsAndCannotBeReadIsNotSaidToBeNothing() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        fault("{\"path\":\"" + EFFECTIVE + "\",\"count\":9,\"status\":418}");

        grants().takeBack(grant.request());

        Receipt ended = receipts(grant).getLast();
        assertThat(ended.action()).isEqualTo(ReceiptAction.ENDED);
        assertThat(ended.effectiveAfter()).isEqualTo("unknown");
        assertThat(ended.otherPaths()).isEmpty();
        assertThat(ended.left()).isEqualTo(Residual.UNKNOWN);
        assertThat(receipts(grant).getFirst().left()).isEqualTo(Residual.NO);
    }

    @Test
    void whereWhatResultsCannotBeReadThePathsThatTheCatalogKnowsAreTold() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        Observed observed = new Observed(context);
        observed.clear();
        ResourceId team = observed.resource(7, ResourceKind.GROUP, "payers", "member");
        String slug = context.jdbc()
                .sql("select external_id from resource where id = ?")
                .param(team.value())
                .query(String.class)
                .single();
        observed.holds(
                team,
                HolderKind.ACCOUNT,
                "557058:ada",
                "member",
                context.clock().instant());
        observed.holds(
                grant.resource(),
                HolderKind.GROUP,
                slug,
                "admin",
                context.clock().instant());
        pass(HOUR);
        fault("{\"path\":\"" + EFFECTIVE + "\",\"count\":9,\"status\":418}");

        grants().takeBack(grant.request());

        Receipt ended = receipts(grant).getLast();
        observed.clear();
        assertThat(ended.effectiveAfter()).isEqualTo("unknown");
        assertThat(ended.otherPaths()).singleElement().asString().contains("payers");
        assertThat(ended.left()).isEqualTo(Residual.YES);
    }

    @Test
    void accessThatIsLeftByAnotherPathIsToldAndCounted() {
        double before = context.metric("hallpass.revocations.residual");
        context.bitbucket().setPermission("{\"project\":\"ALL\",\"user\":\"557058:ada\",\"permission\":\"admin\"}");
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        Receipt activated = receipts(grant).getLast();
        pass(HOUR);
        grants().takeBack(grant.request());

        Receipt ended = receipts(grant).getLast();
        assertThat(activated.action()).isEqualTo(ReceiptAction.ACTIVATED);
        assertThat(ended.explicitAfter()).isNull();
        assertThat(ended.effectiveAfter()).isEqualTo("admin");
        assertThat(ended.otherPaths()).isNotEmpty();
        assertThat(ended.residual()).isTrue();
        assertThat(context.metric("hallpass.revocations.residual")).isEqualTo(before + 1);
        assertOver(grant.request());
    }
}

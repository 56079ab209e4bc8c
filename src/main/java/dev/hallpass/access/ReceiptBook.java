package dev.hallpass.access;

import dev.hallpass.catalog.Resource;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.connector.ResourceKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the receipts of what the ledger has done, in the transaction that settles it. */
@Component
class ReceiptBook {

    private final Receipts receipts;
    private final OtherPaths paths;
    private final Counter residual;

    ReceiptBook(Receipts receipts, OtherPaths paths, MeterRegistry metrics) {
        this.receipts = receipts;
        this.paths = paths;
        this.residual = Counter.builder("hallpass.revocations.residual")
                .description("Grants that ended while other paths still give their holder more than should stand")
                .register(metrics);
    }

    /** What was read back of a pair, and what explains it. */
    record ReadBack(@Nullable String explicit, @Nullable String effective, List<String> otherPaths) {}

    /** Looks for what explains a reading. */
    ReadBack explained(Resource resource, String account, @Nullable String explicit, @Nullable String effective) {
        return new ReadBack(explicit, effective, paths.above(resource, account, explicit, effective));
    }

    /** Writes the receipt of one grant. */
    Receipt write(GrantEntity grant, ReceiptAction action, Convergence convergence, ReadBack read, Instant now) {
        boolean wrote = convergence.means() == ReceiptMeans.WRITE;
        Receipt receipt = new Receipt(
                TimeOrderedIds.next(),
                new GrantId(grant.id()),
                action,
                convergence.means(),
                convergence.was(),
                wrote ? convergence.desired() : null,
                read.explicit(),
                read.effective(),
                read.otherPaths(),
                left(action, read),
                now);
        receipts.add(receipt);
        if (receipt.residual()) {
            residual.increment();
        }
        return receipt;
    }

    private static Residual left(ReceiptAction action, ReadBack read) {
        if (action != ReceiptAction.ENDED) {
            return Residual.NO;
        }
        if (!read.otherPaths().isEmpty()) {
            return Residual.YES;
        }
        return PermissionCalls.UNKNOWN.equals(read.effective()) ? Residual.UNKNOWN : Residual.NO;
    }

    /** Writes the receipt of a grant whose resource does not exist any more; a group may only have another name now. */
    void writeGone(GrantEntity grant, Resource resource, @Nullable String confirmed, Instant now) {
        boolean unknown = resource.kind() == ResourceKind.GROUP;
        receipts.add(new Receipt(
                TimeOrderedIds.next(),
                new GrantId(grant.id()),
                ReceiptAction.ENDED,
                ReceiptMeans.RESOURCE_GONE,
                confirmed,
                null,
                null,
                unknown ? PermissionCalls.UNKNOWN : null,
                List.of(),
                unknown ? Residual.UNKNOWN : Residual.NO,
                now));
    }

    List<Receipt> of(GrantId grant) {
        return receipts.of(grant);
    }
}

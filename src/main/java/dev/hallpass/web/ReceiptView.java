package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.access.Receipt;
import dev.hallpass.access.ReceiptAction;
import dev.hallpass.access.ReceiptMeans;
import dev.hallpass.access.Residual;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A receipt as it goes out; roles as the application names them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("id")
@Schema(name = "Receipt", description = "What was read, written and read back for a grant. `none` is no role.")
record ReceiptView(
        UUID id,

        @Schema(description = "What it is for.") ReceiptAction action,

        @Schema(description = "How the application came to be so.")
        ReceiptMeans means,

        @Schema(description = "The role on the resource itself before.", example = "read")
        String before,

        @Schema(description = "The role that Hallpass wrote; left out if it wrote none.", example = "write") @Nullable
        String written,

        @Schema(description = "The role on the resource itself as it was read back.", example = "write")
        String explicitAfter,

        @Schema(
                description = "The role by every path as it was read back; `unknown` where Hallpass may not see it.",
                example = "write")
        String effectiveAfter,

        @Schema(description = "What gives more than the role on the resource itself, as far as it is known.")
        List<String> otherPaths,

        @Schema(
                description = "Whether the holder still had more by other paths when the grant had ended than should"
                        + " stand; UNKNOWN where that could not be read.",
                example = "NO")
        Residual residual,

        @Schema(description = "When it was proved.") Instant at) {

    static ReceiptView of(Receipt receipt) {
        return new ReceiptView(
                receipt.id(),
                receipt.action(),
                receipt.means(),
                AccessView.shown(receipt.before()),
                receipt.wrote() ? AccessView.shown(receipt.written()) : null,
                AccessView.shown(receipt.explicitAfter()),
                AccessView.shown(receipt.effectiveAfter()),
                receipt.otherPaths(),
                receipt.left(),
                receipt.at().truncatedTo(ChronoUnit.MILLIS));
    }
}

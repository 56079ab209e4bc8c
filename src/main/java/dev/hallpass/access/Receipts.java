package dev.hallpass.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored receipts; none is ever changed. */
@Repository
class Receipts {

    private final JdbcClient jdbc;

    Receipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Receipt receipt) {
        jdbc.sql("""
            insert into access_receipt (id, grant_id, action, means, before_role, written_role, explicit_role,
              effective_role, other_paths, residual, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?)
            """)
                .params(Arrays.asList(
                        receipt.id(),
                        receipt.grant().value(),
                        receipt.action().name(),
                        receipt.means().name(),
                        receipt.before(),
                        receipt.written(),
                        receipt.explicitAfter(),
                        receipt.effectiveAfter(),
                        receipt.otherPaths().toArray(String[]::new),
                        receipt.residual(),
                        Timestamp.from(receipt.at())))
                .update();
    }

    /** Oldest first. */
    List<Receipt> of(GrantId grant) {
        return jdbc.sql("select * from access_receipt where grant_id = ? order by id")
                .param(grant.value())
                .query(Receipts::receipt)
                .list();
    }

    private static Receipt receipt(ResultSet row, int number) throws SQLException {
        return new Receipt(
                row.getObject("id", UUID.class),
                new GrantId(row.getObject("grant_id", UUID.class)),
                ReceiptAction.valueOf(row.getString("action")),
                ReceiptMeans.valueOf(row.getString("means")),
                row.getString("before_role"),
                row.getString("written_role"),
                row.getString("explicit_role"),
                row.getString("effective_role"),
                List.of((String[]) row.getArray("other_paths").getArray()),
                left(row),
                row.getTimestamp("at").toInstant());
    }

    /** What is not known follows from what is stored: a grant has ended, and what results could not be read. */
    private static Residual left(ResultSet row) throws SQLException {
        if (row.getBoolean("residual")) {
            return Residual.YES;
        }
        boolean unseen = ReceiptAction.ENDED.name().equals(row.getString("action"))
                && PermissionCalls.UNKNOWN.equals(row.getString("effective_role"));
        return unseen ? Residual.UNKNOWN : Residual.NO;
    }
}

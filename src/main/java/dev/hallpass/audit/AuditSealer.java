package dev.hallpass.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains events shortly after they were committed. Sealing apart from writing lets any number of transactions write
 * at once; one sealer at a time, over all instances, gives the chain its order.
 */
@Component
class AuditSealer {

    private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);
    private static final int BATCH = 1000;

    private final AuditRows rows;
    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transaction;

    AuditSealer(AuditRows rows, JdbcClient jdbc, JdbcTemplate template, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.template = template;
        this.transaction = new TransactionTemplate(transactions);
        // Never part of the caller's: it would hold the lock, and so all sealing, until that one ends.
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Scheduled(fixedDelayString = "${hallpass.audit.seal-interval:PT0.25S}")
    void sealRegularly() {
        try {
            sealAll();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("The audit trail could not be sealed and is tried again");
        }
    }

    /** The chain's head in the log, where nobody who can write to the database can change it. */
    @Scheduled(fixedDelayString = "${hallpass.audit.anchor-interval:PT1H}")
    void anchor() {
        head().ifPresent(head -> log.atInfo()
                .addKeyValue("position", head.position())
                .addKeyValue("hash", head.hash())
                .log("Audit chain head"));
    }

    /** Seals everything that is committed by now. */
    void sealAll() {
        int sealed = BATCH;
        while (sealed == BATCH) {
            sealed = transaction.execute(status -> sealBatch());
        }
    }

    private int sealBatch() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('hallpass.audit.seal', 0))")
                .query()
                .singleRow();
        List<AuditRecord> unsealed = rows.unsealed(BATCH);
        if (unsealed.isEmpty()) {
            return 0;
        }
        Head head = head().orElse(null);
        if (head == null) {
            log.atError().log("The recorded end of the audit chain is gone; nothing is sealed until it is restored");
            return 0;
        }
        long position = head.position();
        String hash = head.hash();
        List<Object[]> seals = new ArrayList<>();
        for (AuditRecord event : unsealed) {
            String next = HashChain.link(hash, HashChain.canonical(event.content()));
            seals.add(new Object[] {++position, event.sequence(), hash, next});
            hash = next;
        }
        template.batchUpdate(
                "insert into audit_seal (position, event, previous_hash, hash) values (?, ?, ?, ?)", seals);
        jdbc.sql("update audit_head set position = ?, hash = ?")
                .params(position, hash)
                .update();
        Long[] events = unsealed.stream().map(AuditRecord::sequence).toArray(Long[]::new);
        jdbc.sql("delete from audit_unsealed where event = any (?::bigint[])")
                .param(events)
                .update();
        return unsealed.size();
    }

    /** Where the chain is recorded to end; empty only if somebody has tampered with it. */
    Optional<Head> head() {
        return jdbc.sql("select position, hash from audit_head")
                .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
                .optional();
    }

    /** Where the chain ends. */
    record Head(long position, String hash) {}
}

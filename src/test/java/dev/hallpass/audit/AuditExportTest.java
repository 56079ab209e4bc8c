package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is exported, and how. */
class AuditExportTest extends ExportTest {

    @Test
    void onlyWhatIsSealedIsExported() throws IOException {
        recordAndSeal(2);
        record(event("later"));

        assertThat(Files.readAllLines(export(AuditQuery.all()))).hasSize(2);
        trail().seal();
        assertThat(Files.readAllLines(export(AuditQuery.all()))).hasSize(3);
    }

    @Test
    void theExportIsReadThroughACursorWhileItIsWritten() {
        transaction().executeWithoutResult(status -> {
            for (int number = 0; number < 2500; number++) {
                trail().record(event("ada"));
            }
        });
        trail().seal();
        AtomicLong cursors = new AtomicLong();

        trail().export(AuditQuery.all(), new StringWriter() {
            @Override
            public void write(String line) {
                // The same transaction, so the same connection as that of the export.
                if (cursors.get() == 0) {
                    cursors.set(JdbcClient.create(dataSource())
                            .sql("select count(*) from pg_cursors where statement like 'select e.id%'")
                            .query(Long.class)
                            .single());
                }
            }
        });

        assertThat(cursors).hasValue(1);
    }
}

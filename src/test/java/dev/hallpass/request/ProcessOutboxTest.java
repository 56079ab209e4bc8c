package dev.hallpass.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.ProcessOutbox.Entry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class ProcessOutboxTest extends RequestTest {

    private static ProcessOutbox outbox() {
        return context.bean(ProcessOutbox.class);
    }

    private static List<Entry> take() {
        return context.inTransaction(() -> outbox().take(100));
    }

    @Test
    void aRequestAndTheWordToStartItsProcessAreStoredTogetherOrNotAtAll() {
        assertThatThrownBy(() -> context.inTransaction(() -> {
                    context.ask("ken", PAYMENTS, "write", HOUR);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(take()).isEmpty();

        RequestId request = context.ask("ada", PAYMENTS, "write", HOUR);
        assertThat(take()).extracting(Entry::command).containsExactly(new ProcessCommand.Start(request));
    }

    @Test
    void eachKindOfCommandComesBackAsItWentIn() {
        RequestId request = context.ask("ada", PAYMENTS, "write", HOUR);
        List<ProcessCommand> commands = List.of(
                new ProcessCommand.StartAgain(request),
                new ProcessCommand.CompleteStep(request, UUID.randomUUID()),
                new ProcessCommand.Cancel(request),
                new ProcessCommand.EndGrant(request),
                new ProcessCommand.MoveEnd(request));
        MDC.put("requestId", "call-7");
        try {
            context.inTransaction(() -> {
                commands.forEach(outbox()::enqueue);
                return commands;
            });
        } finally {
            MDC.remove("requestId");
        }

        List<Entry> taken = take();
        assertThat(taken.subList(1, 6)).extracting(Entry::command).isEqualTo(commands);
        assertThat(taken.get(1).correlationId()).isEqualTo("call-7");
        assertThat(outbox().backlog().waiting()).isEqualTo(6);
        assertThat(outbox().backlog().oldest()).isEqualTo(context.clock().instant());
    }

    @Test
    void whatOneTakesNobodyElseTakes() {
        context.ask("ada", PAYMENTS, "write", HOUR);
        context.ask("ken", PAYMENTS, "write", HOUR);
        TransactionTemplate other = new TransactionTemplate(context.bean(PlatformTransactionManager.class));
        other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        context.inTransaction(() -> {
            List<Entry> first = outbox().take(1);
            List<Entry> second = other.execute(status -> outbox().take(10));
            assertThat(first).hasSize(1);
            assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
            return first;
        });
        assertThat(take()).as("neither was delivered").hasSize(2);
    }

    @Test
    void whatWasDeliveredIsGoneAndWhatWasNotStays() {
        context.ask("ada", PAYMENTS, "write", HOUR);
        context.inTransaction(() -> {
            outbox().delivered(List.of());
            return 0;
        });
        assertThatThrownBy(() -> context.inTransaction(() -> {
                    outbox().delivered(outbox().take(10).stream().map(Entry::id).toList());
                    throw new IllegalStateException("died before the commit");
                }))
                .hasMessage("died before the commit");
        assertThat(take()).hasSize(1);

        context.inTransaction(() -> {
            outbox().delivered(outbox().take(10).stream().map(Entry::id).toList());
            return 0;
        });
        assertThat(take()).isEmpty();
        assertThat(outbox().backlog().waiting()).isZero();
        assertThat(outbox().backlog().oldest()).isNull();
    }

    @Test
    void whatWasRefusedComesBackAfterTheDelayForEver() {
        context.ask("ada", PAYMENTS, "write", HOUR);
        for (int attempt = 1; attempt <= 5; attempt++) {
            Entry entry = take().getFirst();
            assertThat(entry.attempts()).isEqualTo(attempt - 1);
            context.inTransaction(() -> {
                outbox().refused(entry.id(), Duration.ofSeconds(10), "no engine ".repeat(100));
                return entry;
            });
            context.clock().advance(Duration.ofSeconds(9));
            assertThat(take()).isEmpty();
            context.clock().advance(Duration.ofSeconds(1));
        }
        assertThat(take()).hasSize(1);
    }

    @Test
    void allOfItDemandsATransaction() {
        assertThatThrownBy(() -> outbox().take(1)).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> outbox().enqueue(new ProcessCommand.Cancel(new RequestId(UUID.randomUUID()))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }
}

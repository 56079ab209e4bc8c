package dev.hallpass.process;

import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sees to it that each request that is not over has a process. All are announced; the engine drops the announcement of
 * those that have one. A new process runs from the start through workers that find everything done that was done, and
 * so arrives where the lost one was.
 */
@Component
class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int PAGE = 200;

    private final AccessRequests requests;
    private final EngineCommands commands;

    Recovery(AccessRequests requests, EngineCommands commands) {
        this.requests = requests;
        this.commands = commands;
    }

    /** Announces every open request once; throws if the engine does not take it. */
    void announceOpenRequests() {
        @Nullable RequestId last = null;
        int announced = 0;
        List<RequestId> page = requests.openAfter(last, PAGE);
        while (!page.isEmpty()) {
            CompletableFuture<?>[] sent = page.stream()
                    .map(request -> commands.start(request, Duration.ZERO, null).toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(sent).join();
            announced += page.size();
            last = page.getLast();
            page = requests.openAfter(last, PAGE);
        }
        log.info("Announced {} open requests to the engine", announced);
    }
}

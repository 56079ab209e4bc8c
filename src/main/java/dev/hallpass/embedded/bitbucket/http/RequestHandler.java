package dev.hallpass.embedded.bitbucket.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request of the server: the API with its faults and its journal, the control endpoint, and the page. */
public final class RequestHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final StandInApi api;
    private final Faults faults;
    private final RequestJournal requests;
    private final Clock clock;

    /** Handles the requests of one stand-in. */
    public RequestHandler(StandInApi api, Faults faults, RequestJournal requests, Clock clock) {
        this.api = api;
        this.faults = faults;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            if (reply != null) {
                send(exchange, reply);
            }
        }
    }

    /** Null where the connection is to be closed without an answer. */
    private @Nullable Reply reply(HttpExchange exchange) throws IOException {
        try {
            HttpCall call = HttpCall.read(exchange);
            String first = call.path().isEmpty() ? "" : call.path().getFirst();
            return switch (first) {
                case "_control" -> api.control(call);
                case "" -> Reply.of(200, "text/html; charset=utf-8", api.page());
                default -> api.has(first) ? apiReply(call) : Reply.text(404, "Not found");
            };
        } catch (IllegalArgumentException e) {
            return Reply.text(400, "Bad request");
        } catch (RuntimeException e) {
            LOG.error("The stand-in failed to answer {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return Reply.error(500, "Internal error");
        }
    }

    private @Nullable Reply apiReply(HttpCall call) throws IOException {
        Instant arrived = clock.instant();
        Fault fault = faults.next(call).orElse(null);
        Reply reply = fault == null ? api.answer(call, Duration.ZERO) : faultyReply(call, fault);
        requests.add(arrived, call, api.operation(call), reply == null ? 0 : reply.status(), fault != null);
        if (fault != null && fault.holdMillis() != null) {
            pause(fault.holdMillis());
        }
        return reply;
    }

    private @Nullable Reply faultyReply(HttpCall call, Fault fault) throws IOException {
        if (fault.delayMillis() != null) {
            pause(fault.delayMillis());
        }
        Reply replacement = fault.reply();
        if (fault.lateMillis() != null && !call.method().equals("GET")) {
            faults.late().later(fault.lateMillis(), () -> api.answer(call, Duration.ZERO));
            return fault.reset() == null ? replacement : null;
        }
        if (fault.reset() == Fault.Reset.BEFORE) {
            return null;
        }
        if (replacement != null && !fault.hasEffect()) {
            return replacement;
        }
        Integer stale = fault.staleSeconds();
        Reply reply = api.answer(call, stale == null ? Duration.ZERO : Duration.ofSeconds(stale));
        if (fault.reset() == Fault.Reset.AFTER) {
            return null;
        }
        return replacement == null ? reply : replacement;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = reply.body();
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void pause(int milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }
}

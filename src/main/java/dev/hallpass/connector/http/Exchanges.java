package dev.hallpass.connector.http;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Sends one request over HTTP and waits for the whole answer, once. */
final class Exchanges {

    /** The key under which the correlation id of the current work stands in the logging context. */
    static final String CORRELATION_KEY = "requestId";

    private static final String SPAN = "hallpass.connector.call";

    private static final Pattern HEADER_SAFE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private final String application;
    private final HttpClient http;
    private final Duration timeout;
    private final ObservationRegistry observations;

    /** @param application whose calls they are, as the traces name the remote service */
    Exchanges(String application, HttpClient http, Duration timeout, ObservationRegistry observations) {
        this.application = application;
        this.observations = observations;
        this.http = http;
        this.timeout = timeout;
    }

    /** Redirects are never followed: a redirected PUT or DELETE could change another resource. */
    static HttpClient httpClient(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * @param authorization the value of the header
     * @throws IOException if there is no complete answer in time; whether the call took effect is then unknown
     */
    Answer exchange(Call call, String authorization) throws IOException {
        HttpRequest.Builder request = request(call, authorization);
        SenderContext<HttpRequest.Builder> context =
                new SenderContext<>((carrier, name, value) -> request.setHeader(name, value));
        context.setCarrier(request);
        context.setRemoteServiceName(application);
        // With tracing on, the span's traceparent is put on the request when the observation starts.
        Observation observation = Observation.createNotStarted(SPAN, () -> context, observations)
                .contextualName(call.operation())
                .lowCardinalityKeyValue("operation", call.operation())
                .lowCardinalityKeyValue("method", call.method())
                .start();
        try {
            Answer answer = exchange(request.build());
            observation.highCardinalityKeyValue("status", Integer.toString(answer.status()));
            return answer;
        } catch (IOException e) {
            observation.error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }

    private Answer exchange(HttpRequest request) throws IOException {
        // The request's own time-out ends with the headers (before JDK 26), so the wait for the whole is bounded here.
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new HttpTimeoutException("no complete answer within " + timeout);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private HttpRequest.Builder request(Call call, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("User-Agent", "Hallpass");
        String correlation = MDC.get(CORRELATION_KEY);
        if (correlation != null && HEADER_SAFE.matcher(correlation).matches()) {
            request.header("X-Request-Id", correlation);
        }
        String body = call.body();
        if (body == null) {
            return request.method(call.method(), HttpRequest.BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(call.method(), HttpRequest.BodyPublishers.ofString(body));
    }
}

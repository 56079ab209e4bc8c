package dev.hallpass.connector.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The JDK's client, which also keeps what went over it. */
@SuppressWarnings("NullAway") // the overridden methods are of the JDK, which is not annotated
public final class RecordingHttpClient extends HttpClient {

    /** One request and its response, as text. */
    public record Exchange(
            HttpRequest request,
            @Nullable String requestBody,
            int status,
            @Nullable String contentType,
            String body) {}

    private final HttpClient http = Exchanges.httpClient(Duration.ofSeconds(5));
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<?> held = CompletableFuture.completedFuture("nothing");

    /** Keeps all answers back until the future is completed. */
    public void hold(CompletableFuture<?> until) {
        held = until;
    }

    /** What went over it, oldest first. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        return http.sendAsync(request, responseBodyHandler).thenCombine(held, (response, nothing) -> {
            String body = new String((byte[]) response.body(), StandardCharsets.UTF_8);
            String contentType = response.headers().firstValue("Content-Type").orElse(null);
            exchanges.add(new Exchange(request, body(request), response.statusCode(), contentType, body));
            return response;
        });
    }

    private static @Nullable String body(HttpRequest request) {
        StringBuilder text = new StringBuilder();
        request.bodyPublisher()
                .ifPresent(publisher -> publisher.subscribe(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(ByteBuffer part) {
                        text.append(StandardCharsets.UTF_8.decode(part));
                    }

                    @Override
                    public void onError(Throwable failure) {
                        throw new IllegalStateException(failure);
                    }

                    @Override
                    public void onComplete() {}
                }));
        return text.isEmpty() ? null : text.toString();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> responseBodyHandler,
            HttpResponse.PushPromiseHandler<T> pushPromiseHandler) {
        throw new UnsupportedOperationException("there are no pushes in HTTP/1.1");
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler)
            throws IOException, InterruptedException {
        return http.send(request, responseBodyHandler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return http.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return http.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return http.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return http.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return http.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return http.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return http.authenticator();
    }

    @Override
    public Version version() {
        return http.version();
    }

    @Override
    public Optional<Executor> executor() {
        return http.executor();
    }
}

package dev.hallpass.web;

import static dev.hallpass.web.RefusedCall.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the address or the headers of a call is answered with a problem, by whoever refuses it. */
class BadAddressTest extends HallpassTest {

    private static final String REQUESTS = "/api/v1/requests";

    private final String person = engineer();

    @ParameterizedTest
    @CsvSource({
        "/api/v1/requests?limit=0,limit",
        "/api/v1/requests?limit=201,limit",
        "/api/v1/requests?limit=many,limit",
        "/api/v1/requests?cursor=nonsense,cursor",
        "/api/v1/requests?cursor=%25%25,cursor",
        "/api/v1/requests?state=GONE,state",
        "/api/v1/requests?requester=nobody,requester",
        "/api/v1/bundle-requests?requester=nobody,requester",
        "/api/v1/requests?requester=a%00b,requester",
        "/api/v1/requests?assignedTo=owner,assignedTo",
        "/api/v1/grants?limit=-1,limit",
        "/api/v1/grants?state=GONE,state",
        "/api/v1/grants?cursor=x,cursor",
        "/api/v1/grants?principal=nobody,principal",
        "/api/v1/grants?resource=nothing,resource",
        "/api/v1/catalog/resources?limit=0,limit",
        "/api/v1/catalog/resources?cursor=x,cursor",
        "/api/v1/catalog/resources/payments/access?cursor=x,cursor",
        "/api/v1/catalog/resources/payments/access?limit=0,limit",
        "/api/v1/catalog/resources?q=a%00b,q",
        "/api/v1/audit?limit=0,limit",
        "/api/v1/audit?cursor=x,cursor",
        "/api/v1/audit?from=yesterday,from",
        "/api/v1/audit?to=2026-13-01T00:00:00Z,to",
        "/api/v1/audit?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z,to",
        "/api/v1/audit?type=request.gone,type",
        "/api/v1/audit?resource=nothing,resource",
        "/api/v1/audit?request=1,request",
        "/api/v1/audit/export?format=csv,format",
    })
    void aWrongParameterIsNamed(String path, String field) {
        Response response = as(Acme.AUDITOR).get(path);

        assertRefused(response, 400, "invalid-field", field);
        assertThat(response.json().path("detail").asString()).isNotBlank();
    }

    @Test
    void anUnknownStateIsAnsweredWithThoseThereAre() {
        Response response = as(person).get(REQUESTS + "?state=GONE");

        assertThat(response.json().path("expected").asString()).contains("AWAITING_APPROVAL", "ACTIVE", "ENDED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/requests/nonsense,404,not-found",
        "GET,/api/v1/grants/00000000-0000-0000-0000-000000000000,404,not-found",
        "GET,/api/v1/catalog/resources/nothing,404,not-found",
        "GET,/api/v1/nothing,404,not-found",
        "DELETE,/api/v1/requests,405,method-not-allowed",
        "PUT,/api/v1/me,405,method-not-allowed",
    })
    void anAddressWithNothingBehindItIsAProblem(String method, String path, int status, String type) {
        Response response = as(person).send(method, path, null, null);

        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.json().path("type").asString()).endsWith("/" + type);
    }

    @Test
    void anAnswerInAnotherFormIsNotToBeHad() {
        Response response = as(person).with("Accept", "application/xml").get(REQUESTS);

        assertThat(response.status()).isEqualTo(406);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void anAddressThatIsNotAcceptableIsAProblem() {
        Response response = as(person).get("/api/v1//requests;a=b");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("type").asString()).endsWith("/bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/me|x HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/%00 HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/requests/%c0%af HTTP/1.1\r\nHost: a\r\n",
                "NONSENSE\r\n",
                "TRACE /api/v1/me HTTP/1.1\r\nHost: a\r\n",
            })
    void whatTheServerItselfRefusesIsAProblemToo(String call) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((call + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 40")
                    .contains("application/problem+json", "https://hallpass.dev/problems/", "requestId")
                    .doesNotContain("<html", "Tomcat", "Exception");
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsRefused() throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            String credentials =
                    Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /api/v1/requests?state=%%zz HTTP/1.1\r\nHost: a\r\nAuthorization: Basic %s\r\nConnection: close\r\n\r\n"
                                    .formatted(credentials)
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"field\":\"query\"");
        }
    }

    @Test
    void aSaneRequestIdIsGivenBackAndAnyOtherReplaced() {
        ApiClient client = as(person);

        assertThat(client.with("X-Request-Id", "abc-123").get("/api/v1/me").header("X-Request-Id"))
                .isEqualTo("abc-123");
        assertThat(client.with("X-Request-Id", "a b\"c").get("/api/v1/me").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(client.with("X-Request-Id", "x".repeat(65)).get("/api/v1/me").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        Response refused = client.with("X-Request-Id", "abc-124").get(REQUESTS + "?limit=0");
        assertThat(refused.json().path("requestId").asString()).isEqualTo("abc-124");
    }
}

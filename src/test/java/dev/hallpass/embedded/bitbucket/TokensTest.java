package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TokensTest extends StandInHttpTest {

    private static final String ADA = basic("ada@acme.example", "ada-new");
    private static final String KEN = basic("ken@acme.example", "ken-new");

    private static void token(String token, String user, String expiresAt) {
        control.call("PUT", "tokens", """
            {"kind":"API_TOKEN","token":"%s","user":"557058:%s","scopes":["read:user:bitbucket",
             "read:repository:bitbucket"],"expiresAt":%s}
            """.formatted(token, user, expiresAt));
    }

    private int status(String authorization, String path) throws IOException, InterruptedException {
        return send(authorization, "GET", path, null).statusCode();
    }

    @Test
    void anExpiredTokenIsRefused() throws IOException, InterruptedException {
        token("ada-new", "ada", "\"2999-01-01T00:00:00Z\"");
        assertThat(status(ADA, "/user")).isEqualTo(200);

        token("ada-new", "ada", "\"2001-01-01T00:00:00Z\"");

        assertThat(status(ADA, "/user")).isEqualTo(401);
    }

    @Test
    void aRevokedTokenIsRefusedAndTheOthersAreNot() throws IOException, InterruptedException {
        token("ada-new", "ada", "null");
        token("ken-new", "ken", "null");

        control.call("DELETE", "tokens/ada-new", "");

        assertThat(status(ADA, "/user")).isEqualTo(401);
        assertThat(status(KEN, "/user")).isEqualTo(200);
    }

    @Test
    void everyUserHasAnHourlyLimitOfTheirOwn() throws IOException, InterruptedException {
        token("ada-new", "ada", "null");
        token("ken-new", "ken", "null");
        control.call("PUT", "rate-limit", "{\"enabled\":true,\"callsPerHour\":1,\"perCaller\":{\"557058:ken\":2}}");
        String list = "/repositories/acme";

        assertThat(status(ADA, list)).isEqualTo(200);
        assertThat(status(ADA, list)).isEqualTo(429);
        assertThat(status(KEN, list)).isEqualTo(200);
        assertThat(status(KEN, list)).isEqualTo(200);
        assertThat(status(KEN, list)).isEqualTo(429);
        assertThat(control.call("GET", "rate-limit/used", "").path("557058:ken").asInt())
                .isEqualTo(2);
    }

    @Test
    void tokensAreListedWithoutTheirValues() {
        token("ada-new", "ada", "null");

        assertThat(control.call("GET", "tokens", "").toString())
                .contains("557058:ada")
                .doesNotContain("ada-new");
    }
}

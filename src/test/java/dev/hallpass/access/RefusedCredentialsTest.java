package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.RequestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was agreed waits while our credentials are at fault, and is no failure for good. */
class RefusedCredentialsTest extends AccessTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // before each test
    private Path folder;

    private Path token() {
        return folder.resolve("token");
    }

    @AfterEach
    void usualSettings() {
        context.restart();
    }

    @Test
    void aGrantWaitsUntilTheTokenIsReplaced() throws IOException {
        connectWith("expired-token");
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);

        for (int time = 1; time <= 3; time++) {
            assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
            pass(Duration.ofMinutes(1));
        }
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        assertThat(context.metric("hallpass.grants.failing")).isEqualTo(1);
        Files.writeString(token(), "test-token");
        sweep();

        assertThat(grantOf(request).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(context.metric("hallpass.grants.failing")).isZero();
    }

    @Test
    void aGrantWaitsUntilTheTokenIsGivenTheScopeThatItLacks() {
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"status\":403,\"contentType\":\"text/plain\",".formatted(EXPLICIT)
                + "\"body\":\"Your credentials lack one or more required privilege scopes.\"}");
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);

        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        context.bitbucket().clearFaults();
        pass(Duration.ofMinutes(1));
        sweep();

        assertThat(grantOf(request).state()).isEqualTo(GrantState.ACTIVE);
    }

    @Test
    void afterADayItFails() throws IOException {
        connectWith("expired-token");
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);

        pass(Duration.ofDays(1));

        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
        assertThat(grantOf(request).lastError()).contains("401");
    }

    private void connectWith(String token) throws IOException {
        Files.writeString(token(), token);
        Map<String, Object> settings = new HashMap<>();
        settings.put("hallpass.applications[0].token", "");
        settings.put("hallpass.applications[0].token-file", token().toString());
        context.restart(settings);
    }
}

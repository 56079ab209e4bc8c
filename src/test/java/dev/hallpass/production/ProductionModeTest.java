package dev.hallpass.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.ProductionStack;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;

/** The application on the class path of the tests, where everything embedded is at hand and switched off. */
class ProductionModeTest extends ProductionContract {

    private @Nullable ApplicationContext application;

    @Override
    void start(ProductionStack around, Map<String, String> environment) {
        Map<String, String> switchedOff = new TreeMap<>(environment);
        switchedOff.put("HALLPASS_EMBEDDED_ENABLED", "false");
        application = around.startHere(switchedOff);
    }

    @Test
    void nothingEmbeddedIsStarted() {
        ApplicationContext running = application;
        assertThat(running).isNotNull();
        assertThat(running.getBeanProvider(EmbeddedEngine.class).stream()).isEmpty();
        assertThat(running.getBeanProvider(BitbucketStandIn.class).stream()).isEmpty();
        assertThat(running.getBeanProvider(UserDetailsService.class).stream()).isEmpty();
    }
}

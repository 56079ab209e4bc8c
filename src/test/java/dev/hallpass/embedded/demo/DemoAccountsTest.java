package dev.hallpass.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;

class DemoAccountsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(DemoConfiguration.class)
            .withPropertyValues("hallpass.identity.directory=classpath:embedded/directory.yaml");

    @Test
    void everybodyLogsInWithTheirNameAsThePassword() {
        application.withPropertyValues("hallpass.embedded.enabled=true").run(context -> {
            UserDetailsService accounts = context.getBean(UserDetailsService.class);
            PasswordEncoder encoder = context.getBean(PasswordEncoder.class);

            assertThat(context.getBean(DemoPeople.class).people()).hasSize(8).allSatisfy(person -> {
                String stored = accounts.loadUserByUsername(person.id()).getPassword();
                assertThat(stored).doesNotContain(person.id());
                assertThat(encoder.matches(person.id(), stored)).isTrue();
                assertThat(encoder.matches(person.id() + "x", stored)).isFalse();
            });
        });
    }

    @Test
    void nobodyLogsInWhereNothingIsEmbedded() {
        application.run(context -> assertThat(context).doesNotHaveBean(UserDetailsService.class));
    }

    @Test
    void nobodyLogsInWhereTheDemoIsSwitchedOff() {
        application
                .withPropertyValues("hallpass.embedded.enabled=true", "hallpass.embedded.demo=false")
                .run(context -> assertThat(context).doesNotHaveBean(UserDetailsService.class));
    }

    @Test
    void theStartTextNamesTheRealPort() {
        application
                .withPropertyValues("hallpass.embedded.enabled=true", "local.server.port=12345")
                .run(context -> assertThat(context.getBean(StartText.class).text())
                        .contains("http://localhost:12345/swagger-ui/index.html")
                        .containsPattern("ken +Ken Thompson, contractor, engineering"));
    }
}

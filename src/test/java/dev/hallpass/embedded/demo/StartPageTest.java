package dev.hallpass.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;

/** The page at the address of Hallpass tells of the demo where there is one, and nowhere else. */
class StartPageTest extends HallpassTest {

    private final ApplicationContextRunner demo = new ApplicationContextRunner()
            .withUserConfiguration(DemoConfiguration.class)
            .withPropertyValues(
                    "hallpass.embedded.enabled=true", "hallpass.identity.directory=classpath:embedded/directory.yaml");

    @Test
    void theOrdinaryPageNamesNoAccountsAndNoOtherAddress() throws IOException {
        String page = new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8);

        assertThat(page)
                .contains("/swagger-ui/index.html", "/v3/api-docs", "/actuator/health")
                .doesNotContain("localhost", "embedded", "stand-in", "demo", "curl", "://")
                .doesNotContainPattern("\\b(ada|grace|barbara)\\b");
    }

    @Test
    void theDemoPageIntroducesThePeople() {
        for (String path : new String[] {"/", "/index.html"}) {
            ApiClient.Response response = stack().anonymous().get(path);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
            assertThat(response.text())
                    .contains("/swagger-ui/index.html", "project", "Who can log in", "<code>owner</code>")
                    .doesNotContain("${");
        }
    }

    @Test
    void peopleAreIntroducedByWhatDecidesTheirRequests() {
        demo.run(context -> assertThat(page(context))
                .contains("<code>ken</code><span>Ken Thompson, contractor, engineering</span>")
                .contains("<code>ada</code><span>Ada Lovelace, engineering, payments, on call for acme/web-shop</span>")
                .endsWith("</main>\n</body>\n</html>\n"));
    }

    @Test
    void bothStandInsAreLinked() {
        try (BitbucketStandIn cloud = BitbucketStandIn.start(BitbucketStandInSettings.demo(0, null));
                DataCenterStandIn dataCenter = DataCenterStandIn.start(new DataCenterStandInSettings(0, null, null))) {
            demo.withBean(BitbucketStandIn.class, () -> cloud)
                    .withBean(DataCenterStandIn.class, () -> dataCenter)
                    .run(context -> assertThat(page(context))
                            .contains("href=\"http://localhost:" + cloud.port() + "/\"")
                            .contains("href=\"http://localhost:" + dataCenter.port() + "/\"")
                            .doesNotContain("${"));
        }
    }

    private static String page(ApplicationContext context) {
        return new StartPage(
                        context.getBean(DemoPeople.class),
                        context.getBeanProvider(BitbucketStandIn.class),
                        context.getBeanProvider(DataCenterStandIn.class),
                        context.getEnvironment())
                .html();
    }

    @Test
    void theReadMeHasTheSameThreeLines() throws IOException {
        String readMe = Files.readString(Path.of("README.md"));

        assertThat(new MainJob("http://localhost:8080/api/v1", "http://localhost:8181").lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(readMe).contains("```sh\n" + line + "\n```"));
    }

    @Test
    void thereIsNoDemoPageWhereTheDemoIsSwitchedOff() {
        new ApplicationContextRunner()
                .withUserConfiguration(DemoConfiguration.class)
                .withPropertyValues("hallpass.embedded.enabled=true", "hallpass.embedded.demo=false")
                .run(context -> assertThat(context.containsBean("startPage")).isFalse());
    }
}

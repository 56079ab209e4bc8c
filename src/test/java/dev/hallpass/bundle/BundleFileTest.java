package dev.hallpass.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** What a file says of bundles. */
class BundleFileTest {

    @Test
    void theBundlesToTryNameWhatTheDemoHas() throws Exception {
        String catalog = new ClassPathResource("embedded/catalog.yaml").getContentAsString(StandardCharsets.UTF_8);
        List<BundleFile.Description> bundles =
                BundleFile.read(new ClassPathResource("embedded/bundles.yaml")).bundles();

        assertThat(bundles)
                .extracting(BundleFile.Description::name)
                .containsExactly("payments-on-call", "web-newcomer");
        assertThat(bundles).extracting(BundleFile.Description::mode).containsExactly(null, BundleMode.BEST_EFFORT);
        assertThat(bundles)
                .allSatisfy(bundle -> assertThat(bundle.entitlements())
                        .hasSize(3)
                        .allSatisfy(each -> assertThat(catalog).contains("path: " + each.resource() + "\n")));
    }

    @Test
    void whatIsNoModeIsRefusedWithTheSettingsName() {
        String yaml = "bundles:\n  - {name: some, mode: SOME_OF_IT, entitlements: []}\n";

        assertThatThrownBy(() -> BundleFile.read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hallpass.bundle.file");
    }

    @Test
    void withoutAFileThereAreNoBundles() {
        assertThat(BundleFile.read(null).bundles()).isEmpty();
    }
}

package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

class CatalogFileTest {

    private static CatalogFile read(String yaml) {
        return CatalogFile.read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void noFileDescribesNothing() {
        assertThat(CatalogFile.read(null).resources()).isEmpty();
        assertThat(read("resources: []").resources()).isEmpty();
    }

    @Test
    void aMistakeIsNamed() {
        assertThatThrownBy(() -> CatalogFile.read(new FileSystemResource("missing.yaml")))
                .hasMessageContaining("missing.yaml");
        assertThatThrownBy(() -> read("resources: [{application: acme, path: acme/x, sensitivity: SECRET}]"))
                .hasMessageContaining("hallpass.catalog.file")
                .hasMessageContaining("sensitivity");
        assertThatThrownBy(() -> read("resources: [{application: acme}]").byKey())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hallpass.catalog.file")
                .hasMessageContaining("path");
        assertThatThrownBy(() -> read("resources: [{path: acme/x}]").byKey())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("application");
    }

    @Test
    void oneResourceIsDescribedOnce() {
        assertThatThrownBy(
                        () -> read("resources: [{application: acme, path: acme/x}, {application: acme, path: ACME/X}]")
                                .byKey())
                .hasMessageContaining("described twice");
    }
}

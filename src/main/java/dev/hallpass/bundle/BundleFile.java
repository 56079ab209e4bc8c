package dev.hallpass.bundle;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.Resource;

/** What the bundle file says. */
record BundleFile(@DefaultValue List<Description> bundles) {

    /** What is said of one bundle. */
    record Description(
            String name,
            @Nullable String description,
            @Nullable BundleMode mode,
            @DefaultValue Set<String> owners,
            @DefaultValue List<Entry> entitlements) {

        NewBundle asNewBundle() {
            return new NewBundle(
                    name,
                    description,
                    mode,
                    List.copyOf(owners),
                    entitlements.stream()
                            .map(each -> new NewBundle.NewEntitlement(each.resource(), each.role()))
                            .toList());
        }
    }

    /** A role on a resource. */
    record Entry(String resource, String role) {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException saying what is wrong in it
     */
    static BundleFile read(@Nullable Resource file) {
        if (file == null) {
            return new BundleFile(List.of());
        }
        if (!file.isReadable()) {
            throw new IllegalArgumentException("hallpass.bundle.file: %s cannot be read".formatted(file));
        }
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(file);
        try {
            return new Binder(new MapConfigurationPropertySource(Objects.requireNonNull(yaml.getObject())))
                    .bind("", Bindable.of(BundleFile.class))
                    .orElseGet(() -> new BundleFile(List.of()));
        } catch (BindException e) {
            throw new IllegalArgumentException("hallpass.bundle.file: " + e.getMessage(), e);
        }
    }
}

package dev.hallpass.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.Resource;

/**
 * What the catalog file says of resources.
 *
 * @param resources each named by application and path
 */
record CatalogFile(@DefaultValue List<Description> resources) {

    /** What is said of one resource. */
    record Description(
            String application,
            String path,
            @Nullable Sensitivity sensitivity,
            @DefaultValue Set<String> owners,
            @DefaultValue Set<String> maintainers,
            @DefaultValue Set<String> tags) {

        private String key() {
            return key(application, path);
        }

        static String key(String application, String path) {
            return application + " " + path.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException saying what is wrong in it
     */
    static CatalogFile read(@Nullable Resource file) {
        if (file == null) {
            return new CatalogFile(List.of());
        }
        if (!file.isReadable()) {
            throw new IllegalArgumentException("hallpass.catalog.file: %s cannot be read".formatted(file));
        }
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(file);
        try {
            CatalogFile catalog = new Binder(
                            new MapConfigurationPropertySource(Objects.requireNonNull(yaml.getObject())))
                    .bind("", Bindable.of(CatalogFile.class))
                    .orElseGet(() -> new CatalogFile(List.of()));
            for (Description each : catalog.resources()) {
                if (each.application() == null || each.path() == null) {
                    throw new IllegalArgumentException(
                            "hallpass.catalog.file: each resource needs application and path");
                }
            }
            return catalog;
        } catch (BindException e) {
            throw new IllegalArgumentException("hallpass.catalog.file: " + e.getMessage(), e);
        }
    }

    /** The descriptions by application and path; two of one resource are an error. */
    Map<String, Description> byKey() {
        return resources.stream().collect(Collectors.toMap(Description::key, Function.identity(), (one, other) -> {
            throw new IllegalArgumentException("hallpass.catalog.file: %s is described twice".formatted(one.path()));
        }));
    }
}

package dev.hallpass.production;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings there are: Hallpass's own records, and what Spring Boot's parts describe of theirs. */
final class KnownSettings {

    private KnownSettings() {}

    /** Those of the variables that some settings record of Hallpass takes; fails if a value does not fit. */
    static Set<String> boundByHallpass(Map<String, String> environment) {
        Set<String> bound = new HashSet<>();
        Binder binder = new Binder(
                ConfigurationPropertySources.from(
                        new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(environment))),
                null,
                ApplicationConversionService.getSharedInstance(),
                null);
        for (Class<?> settings : settingsOfHallpass()) {
            String prefix =
                    settings.getAnnotation(ConfigurationProperties.class).value();
            binder.bind(prefix, Bindable.of(settings), new Recording(bound));
        }
        return bound;
    }

    private static Set<Class<?>> settingsOfHallpass() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<Class<?>> found = new LinkedHashSet<>();
        scanner.findCandidateComponents("dev.hallpass")
                .forEach(candidate -> found.add(ClassUtils.resolveClassName(
                        String.valueOf(candidate.getBeanClassName()), KnownSettings.class.getClassLoader())));
        return found;
    }

    /** All settings in Hallpass's records with their defaults; empty for none. */
    static Map<String, String> ofHallpass() {
        Map<String, String> settings = new TreeMap<>();
        for (Class<?> type : settingsOfHallpass()) {
            collect(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
        }
        return settings;
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> settings) {
        for (Parameter component : type.getDeclaredConstructors()[0].getParameters()) {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            Class<?> element = elementType(component);
            if (element != null) {
                collect(name + "[]", element, settings);
            } else if (component.getType().isRecord()) {
                collect(name, component.getType(), settings);
            } else {
                DefaultValue value = component.getAnnotation(DefaultValue.class);
                settings.put(name, value == null ? "" : String.join(",", value.value()));
            }
        }
    }

    private static @Nullable Class<?> elementType(Parameter component) {
        return component.getParameterizedType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> element
                        && element.isRecord()
                ? element
                : null;
    }

    /** The names of all settings that the libraries describe, as environment variables. */
    static Set<String> describedByLibraries() {
        try {
            Set<String> names = new HashSet<>();
            JsonMapper json = JsonMapper.builder().build();
            for (var file : Collections.list(
                    KnownSettings.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                try (InputStream content = file.openStream()) {
                    for (JsonNode property : json.readTree(content).path("properties")) {
                        names.add(asVariable(property.path("name").asString()));
                    }
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment variable that sets a setting. */
    static String asVariable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private record Recording(Set<String> bound) implements BindHandler {

        @Override
        public @Nullable Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            var property = context.getConfigurationProperty();
            if (property != null && property.getOrigin() instanceof PropertySourceOrigin origin) {
                bound.add(origin.getPropertyName());
            }
            return result;
        }
    }
}

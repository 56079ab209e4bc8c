package dev.hallpass.production;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as Compose reads it: references to variables replaced by values. */
final class ComposeFile {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");

    private final Map<String, Object> content;
    private final Map<String, String> variables;

    private ComposeFile(Map<String, Object> content, Map<String, String> variables) {
        this.content = content;
        this.variables = variables;
    }

    /** The file of this project, with the variables of {@code .env.example}. */
    static ComposeFile ofProject() {
        return new ComposeFile(readYaml(Path.of("docker-compose.yml")), readVariables(Path.of(".env.example")));
    }

    static Map<String, Object> readYaml(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> readVariables(Path file) {
        try {
            Map<String, String> variables = new TreeMap<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split("=", 2);
                    variables.put(parts[0], parts[1]);
                }
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that {@code .env.example} gives. */
    Map<String, String> variables() {
        return variables;
    }

    /** What is said of a service, references not replaced. */
    Map<String, Object> service(String name) {
        return map(map(content.get("services")).get(name));
    }

    /** The names of all services. */
    List<String> services() {
        return List.copyOf(map(content.get("services")).keySet());
    }

    /** Where the value of a secret comes from. */
    Map<String, Object> secret(String name) {
        return map(map(content.get("secrets")).get(name));
    }

    /** A service's environment as it is written, references not replaced. */
    Map<String, String> writtenEnvironment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(service(service).getOrDefault("environment", Map.of()))
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    /** A service's environment as the container sees it. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        writtenEnvironment(service).forEach((name, value) -> environment.put(name, replaced(value)));
        return environment;
    }

    /** A text with its references replaced; fails where Compose would. */
    String replaced(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(value(reference)));
    }

    private String value(MatchResult reference) {
        String value = variables.getOrDefault(reference.group(1), "");
        if (!value.isEmpty()) {
            return value;
        }
        if ("-".equals(reference.group(2))) {
            return reference.group(3);
        }
        throw new IllegalStateException(".env.example has no value for " + reference.group(1));
    }

    /** A list of texts. */
    static List<String> texts(@Nullable Object list) {
        return list(list).stream().map(String::valueOf).toList();
    }

    /** A list of maps. */
    static List<Map<String, Object>> maps(@Nullable Object list) {
        return list(list).stream().map(ComposeFile::map).toList();
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("Not a list: " + value);
    }

    /** A map with text keys. */
    static Map<String, Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException("Not a map: " + value);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
        return map;
    }
}

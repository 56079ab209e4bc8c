package dev.hallpass;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of the modules in {@code docs/architecture.md} shows the arrows that there are, and no others. */
class ArchitectureDocumentTest {

    private static final String ROOT = "dev.hallpass.";
    private static final Pattern ARROW = Pattern.compile("(?m)^    (\\w+) --> (\\w+)$");
    /** Nearly every module uses them, as the text says; only some of these arrows are drawn. */
    private static final Set<String> USED_BY_ALL = Set.of("common", "audit", "identity");

    @Test
    void eachArrowIsDrawnOrFollowsFromThoseThatAre() throws IOException {
        Map<String, Set<String>> used = used();
        Map<String, Set<String>> drawn = drawn();

        drawn.forEach((module, others) -> assertThat(used.getOrDefault(module, Set.of()))
                .as("%s uses", module)
                .containsAll(others));
        used.forEach((module, others) -> assertThat(reachedFrom(module, drawn))
                .as("the picture leads from %s to", module)
                .containsAll(without(others, USED_BY_ALL)));
    }

    private static Map<String, Set<String>> used() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.hallpass")) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String from = module(each);
                String to = module(dependency.getTargetClass());
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
                    used.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
                }
            }
        }
        return used;
    }

    /** The first part of the package's name below the root; empty outside of it. */
    private static String module(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : "";
    }

    private static Map<String, Set<String>> drawn() throws IOException {
        String text = Files.readString(Path.of("docs/architecture.md"));
        Map<String, Set<String>> drawn = new TreeMap<>();
        for (MatchResult arrow : ARROW.matcher(text.substring(text.indexOf("\n## The modules")))
                .results()
                .toList()) {
            drawn.computeIfAbsent(arrow.group(1), key -> new TreeSet<>()).add(arrow.group(2));
        }
        return drawn;
    }

    private static Set<String> reachedFrom(String module, Map<String, Set<String>> arrows) {
        Set<String> reached = new TreeSet<>();
        for (String next : arrows.getOrDefault(module, Set.of())) {
            reached.add(next);
            reached.addAll(reachedFrom(next, arrows));
        }
        return reached;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}

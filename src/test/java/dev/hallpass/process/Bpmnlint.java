package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The bundle of {@code src/test/bpmnlint} in GraalJS, so that no Node is needed. */
final class Bpmnlint implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Context context;
    private final Value lint;

    /** One thing that a rule has to say about one element; {@code category} is {@code error} or {@code warn}. */
    record Finding(String rule, String category, @Nullable String id, String message) {}

    Bpmnlint() throws IOException {
        context = Context.newBuilder("js")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        var script = Objects.requireNonNull(Bpmnlint.class.getResourceAsStream("/bpmnlint/bpmnlint.js"));
        try (var reader = new InputStreamReader(script, StandardCharsets.UTF_8)) {
            context.eval(Source.newBuilder("js", reader, "bpmnlint.js").build());
        }
        lint = context.getBindings("js").getMember("lint");
    }

    List<Finding> findings(String xml, String... configurations) {
        var results = new ArrayList<String>();
        var failures = new ArrayList<String>();
        // Reading the model is asynchronous in name only: when the calls return, the promise is settled.
        lint.execute(xml, ProxyArray.fromArray((Object[]) configurations))
                .invokeMember("then", collectInto(results), collectInto(failures));
        assertThat(failures).as("failures of the linter itself").isEmpty();
        assertThat(results).as("results").hasSize(1);
        return List.of(JSON.readValue(results.getFirst(), Finding[].class));
    }

    private static ProxyExecutable collectInto(List<String> target) {
        return arguments ->
                target.add(arguments[0].isString() ? arguments[0].asString() : String.valueOf(arguments[0]));
    }

    @Override
    public void close() {
        context.close();
    }
}

package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One content has one canonical form, and the form has the content. */
class CanonicalJsonPropertyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Property(tries = 300)
    void orderAndWhiteSpaceDoNotMatter(@ForAll("objects") Map<String, Object> content, @ForAll Random random) {
        String canonical = HashChain.canonical(content);

        assertThat(HashChain.canonical(write(content, random))).isEqualTo(canonical);
        assertThat(HashChain.canonical(canonical)).isEqualTo(canonical);
    }

    @Property(tries = 300)
    void theContentCanBeReadBack(@ForAll("objects") Map<String, Object> content) {
        assertThat(JSON.readTree(HashChain.canonical(content))).isEqualTo(JSON.valueToTree(content));
    }

    @Property(tries = 300)
    void otherContentHasAnotherFormAndAnotherHash(
            @ForAll("objects") Map<String, Object> one, @ForAll("objects") Map<String, Object> other) {
        boolean same = JSON.valueToTree(one).equals(JSON.valueToTree(other));

        assertThat(HashChain.canonical(one).equals(HashChain.canonical(other))).isEqualTo(same);
        assertThat(HashChain.link(HashChain.START, HashChain.canonical(one))
                        .equals(HashChain.link(HashChain.START, HashChain.canonical(other))))
                .isEqualTo(same);
    }

    @Property(tries = 100)
    void theFormOfANumberDoesNotDependOnHowItWasWritten(@ForAll double number) {
        String written = HashChain.canonical("{\"n\":" + number + "}");

        assertThat(HashChain.canonical(written)).isEqualTo(written);
        assertThat(JSON.readTree(written).path("n").asDouble()).isEqualTo(number + 0.0);
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<String> text = Arbitraries.strings()
                .withCharRange('\u0020', '\u00ff')
                .withChars('\n', '\t', '"', '\\', '\u20ac', '\u2028', '\u0000')
                .ofMaxLength(8);
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                text.map(each -> (Object) each),
                Arbitraries.integers().map(each -> (Object) each),
                Arbitraries.of(true, false).map(each -> (Object) each));
        Arbitrary<Object> value = Arbitraries.oneOf(
                leaf,
                leaf.list().ofMaxSize(3).map(each -> (Object) each),
                Arbitraries.maps(text, leaf).ofMaxSize(3).map(each -> (Object) each));
        return Arbitraries.maps(text, value).ofMaxSize(6);
    }

    /** The same in another order, with white space wherever it may be. */
    private static String write(@Nullable Object value, Random random) {
        String space = " \t\n".substring(0, random.nextInt(4));
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(new LinkedHashMap<>(map).entrySet());
            Collections.shuffle(entries, random);
            List<String> members = new ArrayList<>();
            for (Map.Entry<?, ?> entry : entries) {
                members.add(JSON.writeValueAsString(entry.getKey()) + space + ":" + write(entry.getValue(), random));
            }
            return space + "{" + space + String.join("," + space, members) + "}" + space;
        }
        if (value instanceof List<?> list) {
            return "[" + space
                    + String.join(
                            "," + space,
                            list.stream().map(each -> write(each, random)).toList()) + "]";
        }
        return JSON.writeValueAsString(value);
    }
}

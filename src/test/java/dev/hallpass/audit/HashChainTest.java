package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HashChainTest {

    /** The example of RFC 8785, section 3.2.2 and 3.2.3. */
    @Test
    void theCanonicalFormIsThatOfTheStandard() {
        String written = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
              "literals": [null, true, false]
            }\
            """;

        assertThat(HashChain.canonical(written))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** Computed with {@code printf '%s\\n%s' 000...0 '{"id":"1"}' | sha256sum}, as docs/operations.md describes it. */
    @Test
    void aLinkIsTheHashOfTheOneBeforeALineFeedAndTheEvent() {
        assertThat(HashChain.link(HashChain.START, "{\"id\":\"1\"}"))
                .isEqualTo("f7ebf114455dbaf0275e11c9874931234c7cf3e8a9c33bdaf4656b52dce9b8a9");
    }

    @Test
    void whatIsNoJsonHasNoCanonicalForm() {
        assertThatThrownBy(() -> HashChain.canonical("{\"a\":")).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {

    @ParameterizedTest
    @CsvSource({
        "557058:ada, 557058:ada",
        "{a-1}, %7Ba-1%7D",
        "a b, a%20b",
        "a+b, a%2Bb",
        "a/b, a%2Fb",
        "a?b#c, a%3Fb%23c",
        "50%, 50%25",
        "é, %C3%A9",
    })
    void whatIsNotLiteralIsEncoded(String value, String encoded) {
        assertThat(PathSegment.encode(value)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void whatWouldNameAnotherFolderIsRefused(String value) {
        assertThatThrownBy(() -> PathSegment.encode(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void anyIdStaysOneSegmentAndComesOutAsItWentIn(@ForAll @StringLength(min = 1, max = 40) String id) {
        if (id.equals(".") || id.equals("..") || hasLoneSurrogate(id)) {
            return;
        }
        URI address = URI.create("http://localhost:8181/2.0/workspaces/acme/members/" + PathSegment.encode(id));

        assertThat(address.getRawPath().split("/", -1)).hasSize(6);
        assertThat(address.getRawQuery()).isNull();
        assertThat(address.getRawFragment()).isNull();
        assertThat(address.getPath()).isEqualTo("/2.0/workspaces/acme/members/" + id);
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}

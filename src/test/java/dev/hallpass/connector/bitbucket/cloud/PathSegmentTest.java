package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
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

    @Test
    void theBaseAddressMayEndWithASlash() {
        Addresses addresses = new Addresses(URI.create("https://api.bitbucket.org/2.0/"), "acme");

        assertThat(addresses.member("557058:ada"))
                .isEqualTo(URI.create("https://api.bitbucket.org/2.0/workspaces/acme/members/557058:ada"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.bitbucket.org/2.0/x, true",
        "https://API.bitbucket.org:443/other, true",
        "http://api.bitbucket.org/2.0/x, false",
        "https://api.bitbucket.org:8443/2.0/x, false",
        "https://api.bitbucket.org.evil.example/2.0/x, false",
        "https://api.bitbucket.org@evil.example/2.0/x, false",
        "https://evil@api.bitbucket.org/2.0/x, false",
        "/2.0/x, false",
        "mailto:a@b, false",
    })
    void onlyOurOwnHostIsOurs(String address, boolean ours) {
        Addresses addresses = new Addresses(URI.create("https://api.bitbucket.org/2.0"), "acme");

        assertThat(addresses.isOurs(URI.create(address))).isEqualTo(ours);
    }

    @Property
    void anyIdStaysOneSegmentAndComesOutAsItWentIn(@ForAll @StringLength(min = 1, max = 40) String id) {
        if (id.equals(".") || id.equals("..") || hasLoneSurrogate(id)) {
            return;
        }
        URI address = new Addresses(URI.create("http://localhost:8181/2.0"), "acme").member(id);

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

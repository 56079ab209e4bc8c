package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people are called, the server is told exactly that. */
class AddressEncodingPropertyTest {

    private final Addresses addresses = new Addresses(URI.create("https://bitbucket.example/context/"));

    @Property
    void aNameArrivesAsItIs(@ForAll("names") String name) {
        URI address = addresses.permission(new Place("PAY", "api"), name, Level.REPO_WRITE);

        assertThat(address.getRawQuery().split("&", -1)).hasSize(2);
        assertThat(parameter(address, "name")).isEqualTo(name);
        assertThat(parameter(address, "permission")).isEqualTo("REPO_WRITE");
        assertThat(parameter(Addresses.page(addresses.members(name), 50), "group"))
                .isEqualTo(name);
    }

    @Property
    void aPathStaysWhatItIs(@ForAll("names") String key, @ForAll("names") String slug) {
        URI address = addresses.permissions(new Place(key, slug), "users");

        List<String> segments = List.of(address.getRawPath().split("/", -1));
        assertThat(segments).hasSize(11);
        assertThat(address.getRawQuery()).isNull();
        assertThat(address.getRawFragment()).isNull();
        assertThat(decoded(segments.get(6))).isEqualTo(key);
        assertThat(decoded(segments.get(8))).isEqualTo(slug);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("+&#@ %=?/;:,~\"'<>{}[]|\\^`äß漢.-_abcXYZ019")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(name -> !name.equals(".") && !name.equals(".."));
    }

    private static String parameter(URI address, String name) {
        for (String each : address.getRawQuery().split("&", -1)) {
            if (each.startsWith(name + "=")) {
                return decoded(each.substring(name.length() + 1));
            }
        }
        return "";
    }

    /** Percent signs only: in a path a plus sign is a plus sign, and in a query it must not be sent. */
    private static String decoded(String text) {
        assertThat(text).doesNotContain("+");
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

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
}

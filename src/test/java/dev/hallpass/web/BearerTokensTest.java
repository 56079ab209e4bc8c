package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Who is calling is what one claim of the token says, and nothing else. */
class BearerTokensTest {

    private static Jwt token(String claim, Object value) {
        return Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .subject("a-technical-id")
                .claim(claim, value)
                .build();
    }

    private static BearerTokens tokens(String principalClaim) {
        return new BearerTokens(new OidcSettings("https://id.example.com", null, null, principalClaim));
    }

    @Test
    void theLoginNameIsInTheClaimThatTheSettingsName() {
        assertThat(tokens("preferred_username")
                        .convert(token("preferred_username", "ada"))
                        .getName())
                .isEqualTo("ada");
        assertThat(tokens("upn").convert(token("upn", "grace")).getName()).isEqualTo("grace");
    }

    @Test
    void aTokenGivesNoRights() {
        Jwt token = Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .claim("preferred_username", "ada")
                .claim("scope", "admin administrators")
                .build();

        assertThat(tokens("preferred_username").convert(token).getAuthorities()).isEmpty();
    }

    @Test
    void aTokenWithoutALoginNameIsNobodys() {
        BearerTokens tokens = tokens("preferred_username");

        assertThatThrownBy(() -> tokens.convert(token("email", "ada@acme.example")))
                .isInstanceOf(InvalidBearerTokenException.class);
        assertThatThrownBy(() -> tokens.convert(token("preferred_username", 7)))
                .isInstanceOf(InvalidBearerTokenException.class);
        assertThatThrownBy(() -> tokens.convert(token("preferred_username", " ")))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void withoutAnIdentityProviderHallpassDoesNotStart() {
        BearerTokens tokens = new BearerTokens(new OidcSettings(null, "", null, "preferred_username"));

        assertThatThrownBy(tokens::decoder)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hallpass.security.oidc.issuer-uri");
    }
}

package dev.hallpass.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.util.StringUtils;

/** Reads who is calling from the bearer token of an identity provider. */
final class BearerTokens implements Converter<Jwt, AbstractAuthenticationToken> {

    private final OidcSettings settings;

    BearerTokens(OidcSettings settings) {
        this.settings = settings;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        // Not every claim is a text; whoever has no login name in the token is nobody here.
        if (token.getClaims().get(settings.principalClaim()) instanceof String login && !login.isBlank()) {
            return new JwtAuthenticationToken(token, List.of(), login);
        }
        throw new InvalidBearerTokenException("The token has no claim " + settings.principalClaim());
    }

    /**
     * Checks tokens as the settings say.
     *
     * @throws IllegalStateException if they name no identity provider
     */
    JwtDecoder decoder() {
        String issuer = settings.issuerUri();
        String keys = settings.jwkSetUri();
        if (StringUtils.hasText(keys)) {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys).build();
            decoder.setJwtValidator(validator(issuer));
            return decoder;
        }
        if (StringUtils.hasText(issuer)) {
            // Asked at the first token only: Hallpass starts while the identity provider is away.
            return new SupplierJwtDecoder(() -> {
                NimbusJwtDecoder decoder =
                        NimbusJwtDecoder.withIssuerLocation(issuer).build();
                decoder.setJwtValidator(validator(issuer));
                return decoder;
            });
        }
        throw new IllegalStateException(
                "Nobody could log in: set hallpass.security.oidc.issuer-uri (or jwk-set-uri) to your identity"
                        + " provider");
    }

    private OAuth2TokenValidator<Jwt> validator(@Nullable String issuer) {
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        validators.add(
                StringUtils.hasText(issuer)
                        ? JwtValidators.createDefaultWithIssuer(issuer)
                        : JwtValidators.createDefault());
        String audience = settings.audience();
        if (StringUtils.hasText(audience)) {
            validators.add(new JwtClaimValidator<List<String>>(
                    JwtClaimNames.AUD, named -> named != null && named.contains(audience)));
        }
        return new DelegatingOAuth2TokenValidator<>(validators);
    }
}

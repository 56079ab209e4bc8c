package dev.hallpass.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose bearer tokens are accepted. Spring's own {@code spring.security.oauth2.resourceserver.jwt} works as well.
 *
 * @param issuerUri the identity provider; tokens of another one are refused
 * @param jwkSetUri where its keys are, if that shall not be asked of the issuer
 * @param audience tokens made for another audience are refused; without it the audience is not looked at
 * @param principalClaim the claim that holds the login name
 */
@ConfigurationProperties("hallpass.security.oidc")
record OidcSettings(
        @Nullable String issuerUri,
        @Nullable String jwkSetUri,
        @Nullable String audience,
        @DefaultValue("preferred_username") String principalClaim) {}

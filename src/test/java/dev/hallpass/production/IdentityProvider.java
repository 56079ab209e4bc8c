package dev.hallpass.production;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** An OpenID Connect provider as far as a resource server sees it: a discovery document, keys, and tokens. */
final class IdentityProvider implements AutoCloseable {

    private final RSAKey key = newKey();
    private final HttpServer server;

    private IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\",\"subject_types_supported\":[\"public\"]}"
                        .formatted(issuer()));
        serve("/keys", new JWKSet(key.toPublicJWK()).toString());
        server.start();
    }

    static IdentityProvider start() {
        return new IdentityProvider();
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A token of this provider that is good for an hour. */
    String token(String login, String audience) {
        return sign(key, login, audience, Instant.now().plusSeconds(3600));
    }

    /** A token of this provider whose time is over. */
    String expiredToken(String login, String audience) {
        return sign(key, login, audience, Instant.now().minusSeconds(3600));
    }

    /** A token that says it is of this provider, with a key that is not. */
    String forgedToken(String login, String audience) {
        return sign(newKey(), login, audience, Instant.now().plusSeconds(3600));
    }

    private String sign(RSAKey with, String login, String audience, Instant until) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("0d6f3a52")
                        .audience(audience)
                        .claim("preferred_username", login)
                        .issueTime(Date.from(until.minusSeconds(7200)))
                        .expirationTime(Date.from(until))
                        .build());
        try {
            token.sign(new RSASSASigner(with));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.hallpass.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.json.JsonMapper;

/** The arithmetic of the chain: SHA-256 over the hash before and the event as canonical JSON (RFC 8785). */
final class HashChain {

    /** What the first link follows. */
    static final String START = "0".repeat(64);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HashChain() {}

    /** An object as canonical JSON: sorted keys, no white space, one way to write each number and text. */
    static String canonical(Map<String, ?> content) {
        return canonical(JSON.writeValueAsString(content));
    }

    /** A JSON text in its canonical form. */
    static String canonical(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("This is not canonicalizable JSON", e);
        }
    }

    /** The hash of the link that carries this event after the one with that hash. */
    static String link(String previousHash, String canonicalEvent) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previousHash.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(canonicalEvent.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

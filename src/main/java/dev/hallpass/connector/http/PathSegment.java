package dev.hallpass.connector.http;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of one path segment or query value, after RFC 3986; a form encoder's {@code +} would be wrong here. */
public final class PathSegment {

    private static final String LITERAL = "-._~:@";

    private PathSegment() {}

    /**
     * Encodes a value so that it stays one path segment, or one query value.
     *
     * @throws IllegalArgumentException for the empty string and the dots that servers take for another folder
     */
    public static String encode(String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("'" + value + "' cannot be part of an address");
        }
        StringBuilder encoded = new StringBuilder(value.length() + 16);
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (isLiteral(character)) {
                encoded.append(character);
            } else {
                encoded.append('%').append("%02X".formatted((int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isLiteral(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || LITERAL.indexOf(character) >= 0;
    }
}

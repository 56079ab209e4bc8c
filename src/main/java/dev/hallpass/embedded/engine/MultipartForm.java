package dev.hallpass.embedded.engine;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body (RFC 7578). */
final class MultipartForm {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final String HEADER_END = "\r\n\r\n";

    private MultipartForm() {}

    /**
     * Reads the files of a form, by their names; parts without a file name are left out.
     *
     * @throws CommandFailedException when the body is not such a form
     */
    static Map<String, byte[]> files(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            throw CommandFailedException.invalid("Expected multipart/form-data, but got '%s'".formatted(contentType));
        }
        // One byte is one character in this encoding, so that positions in the text are positions in the bytes.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary.group(1);
        Map<String, byte[]> files = new LinkedHashMap<>();
        int start = text.indexOf(delimiter);
        while (start >= 0) {
            int end = text.indexOf("\r\n" + delimiter, start + delimiter.length());
            if (end < 0) {
                break;
            }
            addFile(text.substring(start + delimiter.length(), end), files);
            start = end + 2;
        }
        return files;
    }

    private static void addFile(String part, Map<String, byte[]> files) {
        int headerEnd = part.indexOf(HEADER_END);
        Matcher fileName = FILE_NAME.matcher(part.substring(0, Math.max(headerEnd, 0)));
        if (headerEnd >= 0 && fileName.find()) {
            files.put(
                    new String(fileName.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                    part.substring(headerEnd + HEADER_END.length()).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}

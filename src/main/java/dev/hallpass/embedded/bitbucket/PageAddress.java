package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which page of a list a call asks for: by a number, or by the opaque text of a link that was given out before. */
final class PageAddress {

    private static final int USUAL_LENGTH = 10;
    private static final int GREATEST_LENGTH = 100;

    private final HttpCall call;
    private final int length;

    /** @throws RefusedException 400 if the length is no number from 1 */
    PageAddress(HttpCall call) {
        this.call = call;
        this.length = Math.min(number(call.parameter("pagelen").orElse(null), USUAL_LENGTH), GREATEST_LENGTH);
    }

    /** How many elements are on a page. */
    int length() {
        return length;
    }

    /** A page with its length and nothing else yet. */
    ObjectNode page() {
        return JsonNodeFactory.instance.objectNode().put("pagelen", length);
    }

    /**
     * The index of the first element on the page.
     *
     * @throws RefusedException 400 if there can be no such page
     */
    int offset() {
        String page = call.parameter("page").orElse(null);
        if (page == null) {
            return 0;
        }
        if (page.chars().allMatch(Character::isDigit)) {
            long offset = (number(page, 1) - 1L) * length;
            if (offset > Integer.MAX_VALUE) {
                throw invalidPage();
            }
            return (int) offset;
        }
        String mark = mark().orElse("");
        try {
            return Integer.parseInt(mark.substring(mark.indexOf('+')));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw invalidPage();
        }
    }

    /**
     * What {@link #next} was given for the link that is followed; empty for the first page and for one by number.
     *
     * @throws RefusedException 400 if it was never given out
     */
    Optional<String> mark() {
        String page = call.parameter("page").orElse("");
        if (page.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(page), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw invalidPage();
        }
    }

    /** The address of the page that begins at a mark, with everything else that was asked for. */
    String next(String mark) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(mark.getBytes(StandardCharsets.UTF_8));
        String parameters = call.query().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("page"))
                .map(PageAddress::parameter)
                .collect(Collectors.joining("&"));
        return call.origin() + call.address().getRawPath() + "?page=" + token
                + (parameters.isEmpty() ? "" : "&" + parameters);
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        return Documents.encode(parameter.getKey()) + "=" + Documents.encode(parameter.getValue());
    }

    private static int number(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalidPage();
        }
        throw invalidPage();
    }

    static RefusedException invalidPage() {
        return RefusedException.of(400, "Invalid page");
    }
}

package dev.hallpass.embedded.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON object of a request; absent and null fields are the same. Each value of the wrong kind is an invalid argument. */
record RestBody(JsonNode json) {

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    String text(String field, String otherwise) {
        String value = textOrNull(field);
        return value == null ? otherwise : value;
    }

    @Nullable
    String textOrNull(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = json.get(field);
        if (!value.isString()) {
            throw wrong(field, "a text");
        }
        return value.stringValue();
    }

    String requiredText(String field) {
        String value = text(field, "");
        if (value.isBlank()) {
            throw CommandFailedException.invalid("No " + field + " provided");
        }
        return value;
    }

    boolean flag(String field, boolean otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!json.get(field).isBoolean()) {
            throw wrong(field, "true or false");
        }
        return json.get(field).booleanValue();
    }

    long number(String field, long otherwise) {
        Long value = numberOrNull(field);
        return value == null ? otherwise : value;
    }

    int integer(String field, int otherwise) {
        Integer value = integerOrNull(field);
        return value == null ? otherwise : value;
    }

    @Nullable
    Integer integerOrNull(String field) {
        Long value = numberOrNull(field);
        if (value != null && value.intValue() != value) {
            throw wrong(field, "a smaller number");
        }
        return value == null ? null : value.intValue();
    }

    /** A number, which keys also write as a text because JavaScript cannot hold them otherwise. */
    @Nullable
    Long numberOrNull(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = json.get(field);
        try {
            return value.isString() ? Long.valueOf(value.stringValue()) : Long.valueOf(value.longValue());
        } catch (RuntimeException e) {
            throw wrong(field, "a whole number");
        }
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : array(field)) {
            if (!item.isString()) {
                throw wrong(field, "a list of texts");
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    void forEach(String field, Consumer<RestBody> action) {
        for (JsonNode item : array(field)) {
            if (!item.isObject()) {
                throw wrong(field, "a list of objects");
            }
            action.accept(new RestBody(item));
        }
    }

    RestBody object(String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.isObject()) {
            throw wrong(field, "an object");
        }
        return new RestBody(value);
    }

    /** The object in a field as JSON, to be encoded for the engine; an empty one where it is absent. */
    String variables(String field) {
        return has(field) ? object(field).json().toString() : "{}";
    }

    private Iterable<JsonNode> array(String field) {
        if (!has(field)) {
            return List.of();
        }
        if (!json.get(field).isArray()) {
            throw wrong(field, "a list");
        }
        return json.get(field).values();
    }

    private static CommandFailedException wrong(String field, String expected) {
        return CommandFailedException.invalid("Expected %s to be %s".formatted(field, expected));
    }
}

package dev.hallpass.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What examples of bodies and answers are made of. */
final class ExampleParts {

    /** An access request. */
    static final String REQUEST = "0199c0de-7a11-7000-8000-000000000001";
    /** A grant. */
    static final String GRANT = "0199c0de-7a11-7000-8000-000000000002";
    /** The repository {@code payments-api}. */
    static final String RESOURCE = "0199c0de-7a11-7000-8000-000000000003";
    /** A step of the request's route. */
    static final String STEP = "0199c0de-7a11-7000-8000-000000000004";

    private static final String CURSOR = "MDE5OWMwZGUtN2ExMS03MDAwLTgwMDAtMDAwMDAwMDAwMDAx";

    private ExampleParts() {}

    /** An object; names and values take turns. */
    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** The same object with one more field. */
    static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        map.put(name, value);
        return map;
    }

    /** A list with this item. */
    static Map<String, Object> page(Map<String, Object> item) {
        return map("items", List.of(item), "nextCursor", CURSOR);
    }
}

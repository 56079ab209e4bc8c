package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ListingTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 200)
    void followingTheLinksGivesEveryElementOnceAndInOrder(
            @ForAll @IntRange(max = 350) int size, @ForAll @IntRange(min = 1, max = 150) int length) {
        List<Integer> items = IntStream.range(0, size).boxed().toList();
        List<Integer> found = new ArrayList<>();
        String next = "http://localhost:8181/2.0/things?pagelen=" + length;

        while (!next.isEmpty()) {
            JsonNode page = page(next, items);
            assertThat(page.path("values").size()).isLessThanOrEqualTo(Math.min(length, 100));
            page.path("values").forEach(value -> found.add(value.path("number").asInt()));
            next = page.path("next").asString("");
        }

        assertThat(found).isEqualTo(items);
    }

    /** What the connector asks with, the stand-in understands, whatever is in the id. */
    @Property
    void aQuotedValueMatchesItselfOnly(@ForAll @StringLength(max = 30) String value) {
        String quoted = "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";

        Filter filter = Filter.parse("user.account_id=" + quoted);

        assertThat(filter.holds(field -> value)).isTrue();
        assertThat(filter.holds(field -> value + "x")).isFalse();
    }

    private static JsonNode page(String address, List<Integer> items) {
        URI uri = URI.create(address);
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : uri.getRawQuery().split("&", -1)) {
            query.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        HttpCall call = new HttpCall(
                "GET", uri, List.of("2.0", "things"), query, "http://localhost:8181", null, null, new byte[0]);
        Reply reply = new Listing<>(call, items)
                .answer(number -> JsonNodeFactory.instance.objectNode().put("number", number));
        return JSON.readTree(reply.body());
    }
}

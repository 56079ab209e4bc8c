package dev.hallpass.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestSearchTest extends RequestTest {

    private static List<RequestId> find(
            @Nullable RequestState state, @Nullable String requester, @Nullable String viewer, ResourceId... owned) {
        return requests()
                .search(new RequestQuery(
                        state,
                        requester == null ? null : new PrincipalId(requester),
                        viewer == null ? null : new PrincipalId(viewer),
                        Set.of(owned),
                        null,
                        100))
                .stream()
                .map(AccessRequest::id)
                .toList();
    }

    @Test
    void eachSeesTheirOwnAndThatOfWhatTheyOwn() {
        RequestId adas = context.ask("ada", PAYMENTS, "write", HOUR);
        RequestId kens = context.ask("ken", "web-shop", "write", HOUR);
        RequestSubmission own = context.submission("ruth", "docs-site", "read", HOUR);
        RequestId forIvan = requests()
                .submit(new RequestSubmission(
                        own.requester(),
                        context.person("ivan"),
                        own.resource(),
                        own.role(),
                        own.duration(),
                        own.wholeDuration(),
                        own.justification(),
                        null));
        ResourceId shop = context.repository("web-shop").id();

        assertThat(find(null, null, null)).containsExactly(forIvan, kens, adas);
        assertThat(find(null, null, "ada")).containsExactly(adas);
        assertThat(find(null, null, "ivan")).containsExactly(forIvan);
        assertThat(find(null, null, "ruth")).containsExactly(forIvan);
        assertThat(find(null, null, "ada", shop)).containsExactly(kens, adas);
        assertThat(find(null, null, "ken", shop)).as("once").containsExactly(kens);
        assertThat(find(null, "ken", "ada", shop)).containsExactly(kens);
        assertThat(find(null, "ken", "ada")).isEmpty();
        assertThat(find(null, "ken' or '1'='1", null)).isEmpty();
        assertThat(find(RequestState.ENDED, null, null)).isEmpty();
        assertThat(find(RequestState.SUBMITTED, null, "ada")).containsExactly(adas);
    }

    @Test
    void pagesAreCompleteAndWithoutDoublesWhileRequestsComeIn() {
        List<RequestId> expected = new ArrayList<>();
        for (int number = 0; number < 11; number++) {
            expected.addFirst(context.ask("ada", PAYMENTS, "write", HOUR));
        }

        List<RequestId> seen = new ArrayList<>();
        @Nullable UUID before = null;
        List<AccessRequest> page;
        do {
            page = requests()
                    .search(new RequestQuery(
                            null,
                            null,
                            new PrincipalId("ada"),
                            Set.of(context.repository(PAYMENTS).id()),
                            before,
                            3));
            page.forEach(each -> seen.add(each.id()));
            before = seen.getLast().value();
            context.ask("ada", PAYMENTS, "read", HOUR);
        } while (page.size() == 3);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void openRequestsAreFoundPageByPage() {
        RequestId first = context.ask("ada", PAYMENTS, "write", HOUR);
        RequestId over = context.ask("ada", PAYMENTS, "write", HOUR);
        context.inTransaction(() -> requests().cancelled(over, new PrincipalId("ada")));
        RequestId last = context.ask("ada", PAYMENTS, "write", HOUR);

        assertThat(requests().openAfter(null, 1)).containsExactly(first);
        assertThat(requests().openAfter(first, 10)).containsExactly(last);
        assertThat(requests().openAfter(last, 10)).isEmpty();
    }
}

package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import dev.hallpass.connector.http.JsonApi;
import dev.hallpass.connector.http.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls with JSON in and out: for everything, and with the credential of an administrator where that is needed. */
final class DataCenterApi {

    private static final String WHO = "X-AUSERNAME";

    private final JsonApi usual;
    private final @Nullable JsonApi administration;
    private final boolean requireUserName;
    private final AtomicReference<@Nullable String> self;

    /** @param administration null where no credential is given that {@code /admin} accepts */
    DataCenterApi(JsonApi usual, @Nullable JsonApi administration, boolean requireUserName) {
        this(usual, administration, requireUserName, new AtomicReference<>());
    }

    private DataCenterApi(
            JsonApi usual,
            @Nullable JsonApi administration,
            boolean requireUserName,
            AtomicReference<@Nullable String> self) {
        this.usual = usual;
        this.administration = administration;
        this.requireUserName = requireUserName;
        this.self = self;
    }

    DataCenterApi at(Urgency urgency) {
        return new DataCenterApi(
                usual.at(urgency), administration == null ? null : administration.at(urgency), requireUserName, self);
    }

    Refusals refusals() {
        return usual.refusals();
    }

    /** The same calls with the administrator's credential; empty where there is none. */
    Optional<DataCenterApi> administration() {
        return administration == null
                ? Optional.empty()
                : Optional.of(new DataCenterApi(administration, administration, requireUserName, self));
    }

    /** The user name of our own account, once an answer has told it. */
    Optional<String> self() {
        return Optional.ofNullable(self.get());
    }

    /** The final answer, of whatever status; a success only if it was to our own account. */
    Answer send(Call call) {
        Answer answer = usual.send(call);
        Optional<String> user = answer.headers().firstValue(WHO).filter(name -> !name.isBlank());
        user.ifPresent(self::set);
        if (requireUserName && answer.successful() && user.isEmpty()) {
            String message = refusals().message(call, answer) + ", but to nobody in particular (no " + WHO + ")";
            // A write may have taken effect all the same.
            throw call.writes()
                    ? new ConnectorException.Unavailable(message, (Throwable) null)
                    : new ConnectorException.Unauthenticated(message);
        }
        return answer;
    }

    Answer sendOrThrow(Call call) {
        Answer answer = send(call);
        if (!answer.successful()) {
            throw refusals().of(call, answer);
        }
        return answer;
    }

    <T> T get(Call call, Class<T> type) {
        return usual.read(call, sendOrThrow(call), type);
    }

    <T> T read(Call call, Answer answer, Class<T> type) {
        return usual.read(call, answer, type);
    }

    /**
     * One page of a list.
     *
     * @param start as the page before said, 0 for the first
     */
    Bodies.Page page(Call list, int start) {
        Call call = list.at(Addresses.page(list.address(), start));
        Bodies.Page page = get(call, Bodies.Page.class);
        Integer next = page.nextPageStart();
        if (!Boolean.TRUE.equals(page.isLastPage()) && (next == null || next <= start)) {
            throw refusals().unreadable(call, "the page is not the last, but there is no way on");
        }
        return page;
    }

    /**
     * Reads a list from its first page on.
     *
     * @param wanted is given each element and says whether to go on
     */
    <T> void readPages(Call list, Class<T> type, Predicate<T> wanted) {
        int start = 0;
        while (true) {
            Bodies.Page page = page(list, start);
            for (T value : values(list, page, type)) {
                if (!wanted.test(value)) {
                    return;
                }
            }
            Integer next = page.nextPageStart();
            if (Boolean.TRUE.equals(page.isLastPage()) || next == null) {
                return;
            }
            start = next;
        }
    }

    <T> List<T> values(Call list, Bodies.Page page, Class<T> type) {
        List<T> values = new ArrayList<>();
        List<JsonNode> nodes = page.values();
        if (nodes != null) {
            nodes.forEach(node -> values.add(usual.convert(list, node, type)));
        }
        return values;
    }

    List<CredentialStatus> credentials() {
        List<CredentialStatus> all = new ArrayList<>(usual.credentials());
        if (administration != null) {
            for (CredentialStatus each : administration.credentials()) {
                if (all.stream().noneMatch(other -> other.name().equals(each.name()))) {
                    all.add(each);
                }
            }
        }
        return all;
    }

    CallReservation reserve(int calls) {
        return usual.reserve(calls);
    }

    Duration timeFor(int calls, Urgency urgency) {
        return usual.timeFor(calls, urgency);
    }
}

package dev.hallpass.access;

import dev.hallpass.DomainContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Many people, known to Hallpass and members of the workspace, for tests of what happens at once. */
final class Crowd {

    private Crowd() {}

    /** So many more people; the next reset of the stand-in lets them leave the workspace again. */
    static List<String> join(DomainContext context, int count) {
        List<String> people =
                IntStream.rangeClosed(1, count).mapToObj(i -> "crowd" + i).toList();
        for (int i = 0; i < count; i++) {
            String person = people.get(i);
            context.jdbc()
                    .sql("insert into principal (id, display_name, email, employment, active, groups, on_call_for)"
                            + " values (?, ?, '', 'EMPLOYEE', true, '{engineering}', '{}') on conflict (id) do"
                            + " update set active = true")
                    .params(person, person)
                    .update();
            context.jdbc()
                    .sql("insert into principal_account (principal_id, application, account) values (?, 'acme', ?)"
                            + " on conflict (principal_id, application) do nothing")
                    .params(person, "557058:" + person)
                    .update();
            context.bitbucket().call("POST", "users", """
                {"accountId":"557058:%s","uuid":"{e0000000-0000-4000-8000-%012d}","nickname":"%s",
                 "displayName":"%s","email":"%s@acme.example","membership":"member"}
                """.formatted(person, i + 1, person, person, person));
        }
        return people;
    }

    /** Does the same for all at once, and fails if it fails for one. */
    static <T> void all(List<T> each, Consumer<T> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            each.forEach(one -> done.add(threads.submit(() -> work.accept(one))));
            for (Future<?> one : done) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.hallpass.embedded.demo;

import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Tells on the console where to look, who can log in and how to try the main job. */
class StartText {

    private static final int MOST_PEOPLE = 12;

    private final DemoPeople people;
    private final ObjectProvider<BitbucketStandIn> standIn;
    private final Environment environment;

    StartText(DemoPeople people, ObjectProvider<BitbucketStandIn> standIn, Environment environment) {
        this.people = people;
        this.standIn = standIn;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        // Not a log line: it is to be read and copied by a person.
        System.out.println(text());
    }

    String text() {
        String hallpass = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        StringBuilder text = new StringBuilder(overview(hallpass));
        standIn.ifAvailable(running ->
                text.append(describe(new MainJob(hallpass + "/api/v1", "http://localhost:" + running.port()))));
        return text.toString();
    }

    private String overview(String hallpass) {
        return """

            Hallpass is ready at %s, its API can be tried at %s/swagger-ui/index.html

            Who can log in (the password is the name):

            %s
            """.formatted(hallpass, hallpass, introductions());
    }

    private static String describe(MainJob job) {
        return """

            The stand-in for Bitbucket, with who holds what, is at %s

            The main job, in three lines. Ada asks for two minutes of write access to payments-api:

            %s

            Grace, its owner, approves what waits for her:

            %s

            The permission is in Bitbucket (look again after two minutes), and Barbara, an auditor, sees the trail:

            %s
            """.formatted(job.bitbucket(), job.ask(), job.approve(), job.look());
    }

    private String introductions() {
        List<String> lines = people.people().stream()
                .filter(DemoPeople.Person::active)
                .map(person -> "  %-10s%s".formatted(person.id(), person.introduction()))
                .toList();
        return lines.size() <= MOST_PEOPLE
                ? String.join("\n", lines)
                : String.join("\n", lines.subList(0, MOST_PEOPLE))
                        + "\n  and %d more".formatted(lines.size() - MOST_PEOPLE);
    }
}

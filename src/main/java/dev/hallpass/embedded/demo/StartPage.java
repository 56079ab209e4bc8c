package dev.hallpass.embedded.demo;

import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/** The page at the address of Hallpass while there is a demo: in place of the ordinary one, it says how to try it. */
class StartPage {

    private final DemoPeople people;
    private final ObjectProvider<BitbucketStandIn> standIn;
    private final Environment environment;

    StartPage(DemoPeople people, ObjectProvider<BitbucketStandIn> standIn, Environment environment) {
        this.people = people;
        this.standIn = standIn;
        this.environment = environment;
    }

    String html() {
        BitbucketStandIn running = standIn.getIfAvailable();
        return read("embedded/start.html")
                .replace("${people}", introductions())
                .replace("${standIn}", running == null ? "" : withStandIn(running.port()));
    }

    private String withStandIn(int port) {
        String hallpass = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        MainJob job = new MainJob(hallpass + "/api/v1", "http://localhost:" + port);
        return read("embedded/main-job.html")
                .replace("${bitbucket}", job.bitbucket())
                .replace("${ask}", HtmlUtils.htmlEscape(job.ask()))
                .replace("${approve}", HtmlUtils.htmlEscape(job.approve()))
                .replace("${look}", HtmlUtils.htmlEscape(job.look()));
    }

    private String introductions() {
        return people.people().stream()
                .filter(DemoPeople.Person::active)
                .map(StartPage::introduction)
                .collect(Collectors.joining("\n"));
    }

    private static String introduction(DemoPeople.Person person) {
        return "      <li><code>%s</code><span>%s</span></li>"
                .formatted(
                        HtmlUtils.htmlEscape(person.id()),
                        HtmlUtils.htmlEscape(person.name() + ", " + String.join(", ", new TreeSet<>(person.groups()))));
    }

    private static String read(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

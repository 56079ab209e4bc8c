package dev.hallpass.embedded.demo;

import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/** The page at the address of Hallpass while there is a demo: the ordinary one, and in addition how to try it. */
class StartPage {

    private static final String ORDINARY = "static/index.html";
    private static final String END = "</main>";

    private final DemoPeople people;
    private final ObjectProvider<BitbucketStandIn> cloud;
    private final ObjectProvider<DataCenterStandIn> dataCenter;
    private final Environment environment;

    StartPage(
            DemoPeople people,
            ObjectProvider<BitbucketStandIn> cloud,
            ObjectProvider<DataCenterStandIn> dataCenter,
            Environment environment) {
        this.people = people;
        this.cloud = cloud;
        this.dataCenter = dataCenter;
        this.environment = environment;
    }

    String html() {
        BitbucketStandIn running = cloud.getIfAvailable();
        String demo = read("embedded/people.html").replace("${people}", introductions())
                + (running == null ? "" : mainJob(running.port()));
        return read(ORDINARY).replace(END, demo + END);
    }

    private String mainJob(int port) {
        String hallpass = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        MainJob job = new MainJob(hallpass + "/api/v1", "http://localhost:" + port);
        DataCenterStandIn other = dataCenter.getIfAvailable();
        return read("embedded/main-job.html")
                .replace("${bitbucket}", job.bitbucket())
                .replace("${dataCenter}", other == null ? "" : link(other.port()))
                .replace("${ask}", HtmlUtils.htmlEscape(job.ask()))
                .replace("${approve}", HtmlUtils.htmlEscape(job.approve()))
                .replace("${look}", HtmlUtils.htmlEscape(job.look()));
    }

    private static String link(int port) {
        return ", and so does <a href=\"http://localhost:%d/\">the one for Bitbucket Data Center</a>".formatted(port);
    }

    private String introductions() {
        return people.people().stream()
                .filter(DemoPeople.Person::active)
                .map(person -> "      <li><code>%s</code><span>%s</span></li>"
                        .formatted(HtmlUtils.htmlEscape(person.id()), HtmlUtils.htmlEscape(person.introduction())))
                .collect(Collectors.joining("\n"));
    }

    private static String read(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

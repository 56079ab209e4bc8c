package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** Every run says what it has not tried: Camunda's broker and PostgreSQL's image are tried on request only. */
class ContainersAreMentionedTest {

    @Test
    void theBuildLeavesOutTheContainersUnlessAskedAndSaysSo() throws IOException {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();

        System.err.printf(
                "NOTE: Camunda's own broker and PostgreSQL's own image are tried by ./mvnw -Pcontainers verify only;"
                        + " a Docker engine was %s here.%n",
                docker ? "found" : "NOT found");

        String left = MainJobInContainersTest.class.getAnnotationsByType(Tag.class)[0].value();
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<test.excluded.groups>%s</test.excluded.groups>".formatted(left))
                .containsPattern("(?s)<id>containers</id>\\s*<properties>\\s*<test.excluded.groups/>");
    }
}

package dev.hallpass.facts;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How facts are had.
 *
 * @param timeout how long is waited for each of the built-in sources
 * @param atOnce how many questions a source is asked at the same time; further ones wait, within their time-out
 * @param defaultZone the time zone of people of whom the directory tells none; without it theirs is unknown
 * @param feeders the group whose members may feed facts through the API, beside administrators
 */
@ConfigurationProperties("hallpass.facts")
public record FactSettings(
        @DefaultValue("PT2S") Duration timeout,
        @DefaultValue("4") int atOnce,
        @Nullable ZoneId defaultZone,
        @DefaultValue("fact-feeders") String feeders) {}

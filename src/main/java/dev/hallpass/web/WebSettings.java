package dev.hallpass.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the API behaves.
 *
 * @param longestBody the most that a request may carry
 * @param keepAnswers how long the answer to a call with an {@code Idempotency-Key} is kept
 */
@ConfigurationProperties("hallpass.web")
record WebSettings(
        @DefaultValue("64KB") DataSize longestBody,
        @DefaultValue("PT24H") Duration keepAnswers) {}

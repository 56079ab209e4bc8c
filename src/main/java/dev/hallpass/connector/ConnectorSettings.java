package dev.hallpass.connector;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The connected applications.
 *
 * @param applications each with its own connector
 */
@Validated
@ConfigurationProperties("hallpass")
record ConnectorSettings(@DefaultValue List<@Valid ApplicationSettings> applications) {}

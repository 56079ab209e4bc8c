package dev.hallpass.facts;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.time.Instant;

/**
 * When somebody has used a resource for the last time.
 *
 * @param application the resource's application
 */
public record ResourceUse(PrincipalId person, ResourceId resource, String application, Instant usedAt) {}

package dev.hallpass.connector;

/**
 * A resource as its application knows it.
 *
 * @param kind what it is
 * @param externalId the application's immutable id; calls are addressed with it, so that a rename does no harm.
 *     Bitbucket Cloud: the UUID in braces, or a project's UUID
 * @param path where people find it now, for messages and for what can only be addressed by name. Bitbucket Cloud:
 *     {@code workspace/repository-slug}, or {@code workspace/PROJECTKEY}
 */
public record ConnectedResource(ResourceKind kind, String externalId, String path) {}

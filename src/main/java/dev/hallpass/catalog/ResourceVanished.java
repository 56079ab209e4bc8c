package dev.hallpass.catalog;

/**
 * The application proved that it does not have a resource any more. Published inside the transaction that notes it.
 */
public record ResourceVanished(ResourceId resource) {}

package dev.hallpass.bundle;

import dev.hallpass.catalog.ResourceId;

/** A role on a resource, as a bundle has it. */
public record BundleEntitlement(ResourceId resource, String role) {}

package dev.hallpass.connector;

/** One thing found while reading an application. */
public sealed interface Discovered
        permits DiscoveredResource, DiscoveredAccount, DiscoveredMember, DiscoveredPermission {}

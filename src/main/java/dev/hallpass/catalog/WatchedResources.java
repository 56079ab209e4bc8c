package dev.hallpass.catalog;

import java.util.Collection;

/** Tells which resources deserve to be read more often than others. */
public interface WatchedResources {

    /** The resources of an application that are watched now. */
    Collection<ResourceId> of(String application);
}

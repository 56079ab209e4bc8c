package dev.hallpass.embedded.bitbucket.http;

import java.net.URI;

/** A running stand-in for an application, used over HTTP only. */
public interface StandIn extends AutoCloseable {

    /** The address of what it offers. */
    URI baseUrl();

    /** The port it listens on. */
    int port();

    /** Stops listening and gives its files back; calls that are running may get no answer. */
    @Override
    void close();
}

package dev.hallpass.connector;

/** Makes the connectors of one type of application; each type is one bean of this kind. */
public interface ConnectorFactory {

    /** The type as it is named in {@code hallpass.applications[].type}. */
    String type();

    /**
     * Makes the connector of one application, without calling it.
     *
     * @throws IllegalArgumentException if a setting is missing or contradicts another; the message names it
     */
    Connector create(ApplicationSettings application);
}

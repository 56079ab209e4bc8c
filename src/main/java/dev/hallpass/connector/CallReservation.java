package dev.hallpass.connector;

/** Calls of a budget that are kept for what one thread does next; closing it gives back what was not used. */
public interface CallReservation extends AutoCloseable {

    /** Nothing is reserved: each call is taken of the budget when it is made. */
    CallReservation NONE = () -> {};

    @Override
    void close();
}

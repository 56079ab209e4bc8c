package dev.hallpass.request;

import java.util.UUID;

/** Something the process of a request must be told; all are safe to tell twice. */
public sealed interface ProcessCommand {

    /** The request concerned. */
    RequestId request();

    /** Start the process; a running one is left alone. */
    record Start(RequestId request) implements ProcessCommand {}

    /** Start the process once the one that is just ending is gone. */
    record StartAgain(RequestId request) implements ProcessCommand {}

    /** Complete the user task of a step that was decided here. */
    record CompleteStep(RequestId request, UUID step) implements ProcessCommand {}

    /** The requester has withdrawn it. */
    record Cancel(RequestId request) implements ProcessCommand {}

    /** The grant is to end before its time. */
    record EndGrant(RequestId request) implements ProcessCommand {}

    /** Complete the user task of an order that was carried out by hand, or that nobody needs any more. */
    record CompleteByHand(RequestId request, UUID order) implements ProcessCommand {}

    /** The bundle that the request is a part of may go on, or has fallen. */
    record BundleMoved(RequestId request) implements ProcessCommand {}

    /** The grant has a new end. */
    record MoveEnd(RequestId request) implements ProcessCommand {}
}

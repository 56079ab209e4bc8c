package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.record.RejectionType;
import io.grpc.Status;

/** Why a command failed, and how each of the two protocols says so. */
enum FailureKind {
    INVALID_ARGUMENT(Status.Code.INVALID_ARGUMENT, 400),
    NOT_FOUND(Status.Code.NOT_FOUND, 404),
    ALREADY_EXISTS(Status.Code.ALREADY_EXISTS, 409),
    INVALID_STATE(Status.Code.FAILED_PRECONDITION, 409),
    FORBIDDEN(Status.Code.PERMISSION_DENIED, 403),
    PROCESSING_ERROR(Status.Code.INTERNAL, 500),
    RESOURCE_EXHAUSTED(Status.Code.RESOURCE_EXHAUSTED, 503),
    UNAVAILABLE(Status.Code.UNAVAILABLE, 503),
    DEADLINE_EXCEEDED(Status.Code.DEADLINE_EXCEEDED, 504);

    private final Status.Code grpcCode;
    private final int httpStatus;

    FailureKind(Status.Code grpcCode, int httpStatus) {
        this.grpcCode = grpcCode;
        this.httpStatus = httpStatus;
    }

    Status.Code grpcCode() {
        return grpcCode;
    }

    int httpStatus() {
        return httpStatus;
    }

    static FailureKind of(RejectionType rejection) {
        return switch (rejection) {
            case INVALID_ARGUMENT -> INVALID_ARGUMENT;
            case NOT_FOUND -> NOT_FOUND;
            case ALREADY_EXISTS -> ALREADY_EXISTS;
            case INVALID_STATE -> INVALID_STATE;
            case UNAUTHORIZED, FORBIDDEN -> FORBIDDEN;
            case PROCESSING_ERROR, EXCEEDED_BATCH_RECORD_SIZE, SBE_UNKNOWN, NULL_VAL -> PROCESSING_ERROR;
        };
    }
}

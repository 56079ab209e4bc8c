package dev.hallpass.approval;

import java.util.UUID;

/** Identifies one approval step of one request. */
public record StepId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

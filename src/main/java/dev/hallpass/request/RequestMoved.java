package dev.hallpass.request;

import dev.hallpass.audit.AuditEventType;

/** Published with each step in the life of a request; true after the commit only. */
public record RequestMoved(AccessRequest request, AuditEventType step) {}

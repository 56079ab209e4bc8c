package dev.hallpass.connector;

/**
 * A role that an account holds on a resource.
 *
 * @param account the application's own immutable id of the person
 * @param displayName what people call the account there, for screens only
 * @param role the role, as the application names it
 */
public record AccountRole(String account, String displayName, String role) {}

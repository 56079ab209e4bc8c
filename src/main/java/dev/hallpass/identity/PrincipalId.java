package dev.hallpass.identity;

/** Names a principal: the login name, unique in the organisation. */
public record PrincipalId(String value) {

    @Override
    public String toString() {
        return value;
    }
}

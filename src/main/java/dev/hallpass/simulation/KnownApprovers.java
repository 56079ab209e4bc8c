package dev.hallpass.simulation;

/** Which of the approvers that a policy names there are. */
public interface KnownApprovers {

    /** For a policy that is looked at without a directory: everybody it names is taken to be there. */
    KnownApprovers ALL = new KnownApprovers() {
        @Override
        public boolean group(String name) {
            return true;
        }

        @Override
        public boolean person(String id) {
            return true;
        }

        @Override
        public boolean schedule(String name) {
            return true;
        }
    };

    /** Whether the group has an active member. */
    boolean group(String name);

    /** Whether there is such a person, active. */
    boolean person(String id);

    /** Whether there is such an on-call schedule. */
    boolean schedule(String name);
}

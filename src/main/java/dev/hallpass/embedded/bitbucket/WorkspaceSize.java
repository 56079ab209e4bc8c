package dev.hallpass.embedded.bitbucket;

/**
 * How much is made up for a workspace.
 *
 * @param randomSeed decides who is in which group and who holds what; the same number makes the same workspace
 */
record WorkspaceSize(int repositories, int projects, int people, int groups, long randomSeed) {

    /** As much as a large company has. */
    static final WorkspaceSize LARGE = new WorkspaceSize(5_000, 100, 2_000, 300, 1);
}

package dev.hallpass.connector.bitbucket.cloud;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long lists were when they were read last, to choose the way that takes fewer calls: the pages of a list, or one
 * call for each account.
 */
final class ListSizes {

    private static final int PAGE = 100;
    private static final int MOST = 50_000;

    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();

    /** Whether so many accounts are better asked for one by one from the start; a list never read is taken for short. */
    boolean oneByOne(String list, int accounts) {
        return accounts < pages(sizes.getOrDefault(list, 0)) || accounts == 1;
    }

    /**
     * Whether to read on. Where Bitbucket does not tell the size, as many pages are expected as have been read.
     *
     * @param page the one read last
     * @param pagesRead how many have been read
     * @param missing how many accounts have not been found on them
     */
    boolean readOn(String list, Page page, int pagesRead, int missing) {
        Integer size = page.size();
        if (size != null) {
            remember(list, size);
        } else {
            remember(list, Math.max(sizes.getOrDefault(list, 0), pagesRead * PAGE + 1));
        }
        int left = size == null ? pagesRead : pages(size) - pagesRead;
        return left <= missing;
    }

    /** The last page is this one. */
    void ended(String list, int pagesRead) {
        remember(list, pagesRead * PAGE);
    }

    private void remember(String list, int size) {
        if (sizes.size() >= MOST) {
            sizes.clear();
        }
        sizes.put(list, size);
    }

    private static int pages(int size) {
        return Math.max(1, (size + PAGE - 1) / PAGE);
    }
}

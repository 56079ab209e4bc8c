package dev.hallpass.bench.chaos;

import java.util.List;
import java.util.Locale;

/**
 * One connected application of the run.
 *
 * @param name of the application; in Bitbucket Cloud also the workspace's slug
 * @param drift how it answers changes by hand: {@code report}, {@code restore} or {@code revoke}
 * @param byHand whether Hallpass tells people to change permissions there
 * @param groupsByHand whether it does so for groups alone, because no API changes them
 */
record Site(String name, Product product, String drift, boolean byHand, boolean groupsByHand) {

    /** What Bitbucket it is. */
    enum Product {
        CLOUD,
        DATA_CENTER
    }

    /** All of them: each product, each way of answering drift, and by hand in part and in whole. */
    static final List<Site> ALL = List.of(
            new Site("report", Product.CLOUD, "report", false, true),
            new Site("restore", Product.CLOUD, "restore", false, false),
            new Site("revoke", Product.CLOUD, "revoke", false, false),
            new Site("dc", Product.DATA_CENTER, "report", false, false),
            new Site("server", Product.DATA_CENTER, "revoke", false, false),
            new Site("hands", Product.CLOUD, "report", true, false));

    /** The key of a project; unique among all servers, whose paths do not begin with a workspace. */
    String key(String project) {
        return product == Product.CLOUD ? project : name.toUpperCase(Locale.ROOT) + project;
    }

    /** The name of a group, in the same way. */
    String group(String group) {
        return product == Product.CLOUD ? group : name + "-" + group;
    }

    /** The account of a person there. */
    String account(String person) {
        return product == Product.CLOUD ? "557058:" + person : person;
    }

    /** Whose account it is, at whatever site. */
    static String person(String account) {
        return account.substring(account.indexOf(':') + 1);
    }

    /** Whether additions by hand are taken away again. */
    boolean revokes() {
        return drift.equals("revoke");
    }
}

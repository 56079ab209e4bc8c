package dev.hallpass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The company that the tests play in: many engineers, so that each test has its own, a few approvers, and repositories
 * of each sensitivity.
 */
public final class Acme {

    /** The workspace's slug and the application's name. */
    public static final String WORKSPACE = "acme";

    /** Both own every repository; the second also manages everybody. */
    public static final String OWNER = "owner";

    /** See {@link #OWNER}. */
    public static final String MANAGER = "manager";

    /** Owns {@code service-11} and is in the group {@code security}. */
    public static final String OWNER_IN_SECURITY = "both";

    /** Is in the group {@code security}. */
    public static final String SECURITY = "sec";

    /** Is in the group {@code auditors}. */
    public static final String AUDITOR = "auditor";

    /** Is in the group {@code administrators}. */
    public static final String ADMINISTRATOR = "root";

    private static final int ENGINEERS = 600;
    private static final int CONTRACTORS = 40;
    private static final int ON_CALL = 40;
    /** Slugs and sensitivities. */
    static final Map<String, String> REPOSITORIES = repositories();

    private final AtomicInteger engineers = new AtomicInteger();
    private final AtomicInteger contractors = new AtomicInteger();
    private final AtomicInteger onCall = new AtomicInteger();

    /** An engineer whom no other test uses. */
    public String engineer() {
        return next("dev", engineers, ENGINEERS);
    }

    /** A contractor whom no other test uses. */
    public String contractor() {
        return next("con", contractors, CONTRACTORS);
    }

    /** An engineer on call for {@code ledger}, whom no other test uses. */
    public String onCall() {
        return next("onc", onCall, ON_CALL);
    }

    private static String next(String prefix, AtomicInteger used, int all) {
        int number = used.incrementAndGet();
        if (number > all) {
            throw new IllegalStateException("Nobody is left whose name begins with " + prefix);
        }
        return prefix + number;
    }

    /** The account of a person in Bitbucket. */
    public static String account(String person) {
        return "557058:" + person;
    }

    private static Map<String, String> repositories() {
        Map<String, String> sensitivities = new LinkedHashMap<>();
        sensitivities.put("handbook", "PUBLIC");
        sensitivities.put("shop", "INTERNAL");
        sensitivities.put("ledger", "CONFIDENTIAL");
        sensitivities.put("payments", "CONFIDENTIAL");
        sensitivities.put("vault", "RESTRICTED");
        for (int i = 1; i <= 50; i++) {
            sensitivities.put("service-" + i, "CONFIDENTIAL");
        }
        return sensitivities;
    }

    /** Everybody. */
    static List<String> people() {
        List<String> people =
                new ArrayList<>(List.of(OWNER, MANAGER, OWNER_IN_SECURITY, SECURITY, AUDITOR, ADMINISTRATOR));
        number("dev", ENGINEERS, people);
        number("con", CONTRACTORS, people);
        number("onc", ON_CALL, people);
        return people;
    }

    private static void number(String prefix, int count, List<String> people) {
        for (int i = 1; i <= count; i++) {
            people.add(prefix + i);
        }
    }
}

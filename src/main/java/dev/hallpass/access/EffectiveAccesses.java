package dev.hallpass.access;

import dev.hallpass.access.KnownPairs.Place;
import dev.hallpass.catalog.AccountAccess;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.ObservedAccess;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceAccess;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.Cursor;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who has which access by which path: what was observed in the applications, with what the ledger knows better because it
 * has read it later or written it itself. It costs no calls.
 */
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class EffectiveAccesses {

    private static final String ON_RESOURCE = "account ";
    private static final String OF_PRINCIPAL = "place ";

    private final ObservedAccess observed;
    private final KnownPairs pairs;
    private final AccessMerge merge;
    private final Catalog catalog;
    private final Principals principals;

    EffectiveAccesses(
            ObservedAccess observed, KnownPairs pairs, AccessMerge merge, Catalog catalog, Principals principals) {
        this.observed = observed;
        this.pairs = pairs;
        this.merge = merge;
        this.catalog = catalog;
        this.principals = principals;
    }

    /** What an account holds on a resource. */
    public EffectiveAccess of(Resource resource, String account) {
        String seen = observed.observedId(resource.application(), account);
        return merge.merged(List.of(new AccessMerge.Seen(resource, observed.of(resource, seen))))
                .getFirst();
    }

    /**
     * Everybody who has access to a resource, in the order of their accounts.
     *
     * @param cursor the next page as the page before named it; null for the first
     * @param limit how many at most; a page may have fewer and still not be the last
     * @throws ProblemException naming the cursor if it is none of this list
     */
    public Slice<EffectiveAccess> onResource(Resource resource, @Nullable String cursor, int limit) {
        @Nullable String after = cursor == null ? null : Cursor.toText(cursor, ON_RESOURCE);
        Map<String, AccountAccess> seen = new TreeMap<>();
        observed.onResource(resource.id(), after, limit + 1).forEach(each -> seen.put(each.account(), each));
        List<String> granted = pairs.accountsOn(resource.id(), after, limit + 1);
        for (String account : granted) {
            seen.computeIfAbsent(account, missing -> observed.of(resource, missing));
        }
        // Whom the ledger knows by the other id is told of where it was observed, if it was.
        observed.otherIds(resource.application(), granted).forEach((account, other) -> {
            if (!observed.of(resource, other).paths().isEmpty()) {
                seen.remove(account);
            }
        });
        List<AccessMerge.Seen> next = seen.values().stream()
                .limit(limit)
                .map(each -> new AccessMerge.Seen(resource, each))
                .toList();
        return new Slice<>(
                told(next),
                seen.size() > limit
                        ? Cursor.of(ON_RESOURCE + next.getLast().access().account())
                        : null);
    }

    private List<EffectiveAccess> told(List<AccessMerge.Seen> seen) {
        return merge.merged(seen).stream()
                .filter(Predicate.not(EffectiveAccess::isEmpty))
                .toList();
    }

    /**
     * Everything that a person has access to, application by application.
     *
     * @param cursor the next page as the page before named it; null for the first
     * @param limit how many at most; a page may have fewer and still not be the last
     * @throws ProblemException naming the cursor if it is none of this list
     */
    public Slice<EffectiveAccess> ofPrincipal(PrincipalId id, @Nullable String cursor, int limit) {
        Principal principal = principals
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("id", "There is no person of this name."));
        Position after = cursor == null ? null : Position.parse(Cursor.toText(cursor, OF_PRINCIPAL));
        List<AccessMerge.Seen> next = new ArrayList<>();
        for (Account account : accounts(principal)) {
            int order = after == null ? 1 : account.compareTo(after.account());
            if (order >= 0 && next.size() <= limit) {
                ResourceId from = after != null && order == 0 ? after.resource() : null;
                next.addAll(page(principal, account, from, limit + 1 - next.size()));
            }
        }
        boolean more = next.size() > limit;
        List<AccessMerge.Seen> items = more ? next.subList(0, limit) : next;
        return new Slice<>(told(items), more ? Cursor.of(OF_PRINCIPAL + Position.of(items.getLast())) : null);
    }

    private TreeSet<Account> accounts(Principal principal) {
        TreeSet<Account> accounts = new TreeSet<>();
        principal.accounts().forEach((application, account) -> accounts.add(observed(application, account)));
        pairs.accountsOf(principal.id()).forEach(entry -> accounts.add(observed(entry.getKey(), entry.getValue())));
        return accounts;
    }

    private Account observed(String application, String account) {
        return new Account(application, observed.observedId(application, account));
    }

    /** PostgreSQL orders ids as their texts, Java does not. */
    private List<AccessMerge.Seen> page(Principal person, Account account, @Nullable ResourceId after, int limit) {
        TreeMap<String, AccessMerge.Seen> found = new TreeMap<>();
        for (ResourceAccess each : observed.ofAccount(account.application(), account.id(), after, limit)) {
            AccountAccess access = new AccountAccess(
                    account.id(), person.displayName(), person.email(), each.role(), each.paths(), each.readAt());
            found.put(each.resource().id().toString(), new AccessMerge.Seen(each.resource(), access));
        }
        List<String> ids = new ArrayList<>(List.of(account.id()));
        ids.addAll(observed.otherIds(account.application(), ids).values());
        List<ResourceId> granted = ids.stream()
                .flatMap(id -> pairs.resourcesOf(person.id(), account.application(), id, after, limit).stream())
                .filter(id -> !found.containsKey(id.toString()))
                .distinct()
                .toList();
        for (Resource resource : catalog.findAll(granted)) {
            found.put(resource.id().toString(), new AccessMerge.Seen(resource, observed.of(resource, account.id())));
        }
        return found.values().stream().limit(limit).toList();
    }

    private record Account(String application, String id) implements Comparable<Account> {

        @Override
        public int compareTo(Account other) {
            int byApplication = application.compareTo(other.application);
            return byApplication == 0 ? id.compareTo(other.id) : byApplication;
        }
    }

    private record Position(Account account, ResourceId resource) {

        static Position parse(String text) {
            String[] parts = text.split("\n", -1);
            try {
                if (parts.length == 3) {
                    return new Position(new Account(parts[0], parts[1]), new ResourceId(UUID.fromString(parts[2])));
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw ProblemException.invalid(
                    "cursor", "This is no cursor of this list.", "the nextCursor of the page before, unchanged");
        }

        static String of(AccessMerge.Seen last) {
            return String.join(
                    "\n",
                    last.resource().application(),
                    last.access().account(),
                    last.resource().id().toString());
        }
    }

    /** The places of a page, which the ledger is asked about. */
    static List<Place> places(List<AccessMerge.Seen> seen) {
        return seen.stream()
                .map(each -> new Place(each.resource().id(), each.access().account()))
                .toList();
    }
}

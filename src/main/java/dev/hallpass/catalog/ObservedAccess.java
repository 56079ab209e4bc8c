package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who holds what by which way, as it was read last. It costs no calls, and may be as old as the readings are: where
 * something is decided by it, the application is asked itself.
 */
@Component
public class ObservedAccess {

    private final Catalog catalog;
    private final ObservedRows rows;
    private final ReachedResources reached;
    private final ObservedAccounts accounts;
    private final Connectors connectors;

    ObservedAccess(
            Catalog catalog,
            ObservedRows rows,
            ReachedResources reached,
            ObservedAccounts accounts,
            Connectors connectors) {
        this.catalog = catalog;
        this.rows = rows;
        this.reached = reached;
        this.accounts = accounts;
        this.connectors = connectors;
    }

    /** What an account holds on a resource; without paths where it has no access, or none that is known. */
    @Transactional(readOnly = true)
    public AccountAccess of(Resource resource, String account) {
        return onResource(resource, List.of(account)).getFirst();
    }

    /**
     * Everybody who has access to a resource, in the order of their account ids.
     *
     * @param afterAccount only those after this account; null for the first page
     */
    @Transactional(readOnly = true)
    public List<AccountAccess> onResource(ResourceId id, @Nullable String afterAccount, int limit) {
        Resource resource = catalog.require(id);
        Inheritance inheritance = inheritance(resource.application());
        List<ObservedRows.Given> given = rows.givenAbove(id).stream()
                .filter(each -> inheritance
                        .role(each.on(), each.role(), resource.kind(), each.height() == 0)
                        .isPresent())
                .toList();
        List<String> accounts = rows.accounts(resource.application(), given, afterAccount, limit);
        return accounts.isEmpty() ? List.of() : onResource(resource, accounts);
    }

    /**
     * All resources that an account has access to, in the order of their ids.
     *
     * @param after only those after this one; null for the first page
     */
    @Transactional(readOnly = true)
    public List<ResourceAccess> ofAccount(String application, String account, @Nullable ResourceId after, int limit) {
        Inheritance inheritance = inheritance(application);
        List<ReachedResources.Passed> passed = inheritance.passed(reached.rolesOf(application, account));
        List<Resource> resources = reached.resources(application, account, passed, after, limit);
        if (resources.isEmpty()) {
            return List.of();
        }
        Map<ResourceId, List<ObservedPath>> found = new HashMap<>();
        for (ObservedPath path : rows.paths(ids(resources), List.of(account))) {
            found.computeIfAbsent(path.resource(), key -> new ArrayList<>()).add(path);
        }
        Map<ResourceId, ObservedRows.Read> read = rows.readAt(ids(resources));
        return resources.stream()
                .map(resource -> {
                    List<AccessPath> paths =
                            inheritance.paths(resource.kind(), found.getOrDefault(resource.id(), List.of()));
                    ObservedRows.Read at = read.get(resource.id());
                    return new ResourceAccess(resource, highest(paths), paths, at == null ? null : at.at());
                })
                .toList();
    }

    /**
     * The other ids of accounts, by each of these ids that has one: an application may know an account by two immutable
     * ids, of which the directory may name either.
     */
    public Map<String, String> otherIds(String application, Collection<String> ids) {
        return accounts.otherIds(application, ids);
    }

    /** The id that an account's permissions are observed under, by any of its ids. */
    public String observedId(String application, String id) {
        return accounts.observedId(application, id);
    }

    /**
     * Whether an account belongs to the application, as far as is known: false only when a complete reading of all
     * accounts has not shown it.
     */
    public boolean isMember(String application, String account) {
        return accounts.isMember(application, account);
    }

    private List<AccountAccess> onResource(Resource resource, List<String> accounts) {
        Inheritance inheritance = inheritance(resource.application());
        Map<String, List<ObservedPath>> found = new LinkedHashMap<>();
        accounts.forEach(account -> found.put(account, new ArrayList<>()));
        for (ObservedPath path : rows.paths(List.of(resource.id()), accounts)) {
            found.computeIfAbsent(path.account(), key -> new ArrayList<>()).add(path);
        }
        Map<String, ObservedAccounts.Account> people =
                this.accounts.people(resource.application(), resource.id(), accounts);
        ObservedRows.Read read = rows.readAt(List.of(resource.id())).get(resource.id());
        return accounts.stream()
                .map(account -> {
                    List<AccessPath> paths = inheritance.paths(resource.kind(), found.getOrDefault(account, List.of()));
                    ObservedAccounts.Account person = people.get(account);
                    return new AccountAccess(
                            account,
                            person == null ? account : person.displayName(),
                            person == null ? null : person.email(),
                            highest(paths),
                            paths,
                            read == null ? null : read.at());
                })
                .toList();
    }

    private Inheritance inheritance(String application) {
        Connector connector = connectors.forApplication(application);
        return new Inheritance(connector);
    }

    private static List<ResourceId> ids(List<Resource> resources) {
        return resources.stream().map(Resource::id).toList();
    }

    private static @Nullable String highest(List<AccessPath> paths) {
        return paths.isEmpty() ? null : paths.getFirst().role();
    }
}

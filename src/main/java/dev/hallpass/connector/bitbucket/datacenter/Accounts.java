package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Membership;
import dev.hallpass.connector.http.Call;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks users up. Accounts are user names; filters match a part of them, so each is compared here. */
final class Accounts {

    private static final Duration LICENCE_KNOWN = Duration.ofMinutes(15);
    private static final int MOST = 50_000;

    private final Addresses addresses;
    private final Clock clock;
    private final ConcurrentMap<String, Instant> licensed = new ConcurrentHashMap<>();

    Accounts(Addresses addresses, Clock clock) {
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Makes sure that an account may use Bitbucket at all; one that was seen to lately is not looked up again.
     *
     * @throws ConnectorException.NotFound if there is no such account
     * @throws ConnectorException.NotAMember if it has no licence, or is not active
     */
    void requireLicensed(DataCenterApi api, String account) {
        String key = Bodies.folded(account);
        Instant known = licensed.get(key);
        if (known != null && known.plus(LICENCE_KNOWN).isAfter(clock.instant())) {
            return;
        }
        if (find(api, "find-licensed-user", addresses.usersWith(Level.LICENSED_USER), account)
                .filter(Bodies.User::isActive)
                .isPresent()) {
            if (licensed.size() >= MOST) {
                licensed.clear();
            }
            licensed.put(key, clock.instant());
            return;
        }
        licensed.remove(key);
        if (find(api, "find-user", addresses.users(account), account).isEmpty()) {
            throw new ConnectorException.NotFound("there is no user '" + account + "'");
        }
        throw new ConnectorException.NotAMember(
                "the user '" + account + "' is not active, or not licensed to use Bitbucket");
    }

    /** Whether an account may use Bitbucket at all, looked up now. */
    Membership membership(DataCenterApi api, String account) {
        forget(account);
        try {
            requireLicensed(api, account);
            return new Membership.Member();
        } catch (ConnectorException.NotFound | ConnectorException.NotAMember e) {
            return new Membership.Missing(e.getMessage() + ".");
        }
    }

    /** The account's next use is preceded by a look. */
    void forget(String account) {
        licensed.remove(Bodies.folded(account));
    }

    /** Whether an account is in a list of users. */
    boolean isAmong(DataCenterApi api, String operation, URI list, String account) {
        return find(api, operation, list, account).isPresent();
    }

    private static Optional<Bodies.User> find(DataCenterApi api, String operation, URI list, String account) {
        AtomicReference<Bodies.@Nullable User> found = new AtomicReference<>();
        String query = list.getRawQuery();
        boolean filtered = query != null && query.contains("filter=");
        api.readPages(
                Call.get(operation, filtered ? list : Addresses.filtered(list, account)), Bodies.User.class, user -> {
                    if (user.is(account)) {
                        found.set(user);
                    }
                    return found.get() == null;
                });
        return Optional.ofNullable(found.get());
    }

    /** Which of several accounts are in a list of users. */
    static Set<String> among(DataCenterApi api, String operation, URI list, Set<String> accounts) {
        Set<String> found = new HashSet<>();
        api.readPages(Call.get(operation, list), Bodies.User.class, user -> {
            accounts.stream().filter(user::is).forEach(found::add);
            return found.size() < accounts.size();
        });
        return found;
    }
}

package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the path of a project or repository by its number, since Bitbucket can be called by paths only.
 *
 * <p>A path may come to belong to something else: after a rename or a deletion, anybody who may make repositories can
 * take it. So a path counts only together with the moment at which Bitbucket itself answered that number for it. For
 * reading, such a sight is good for a short while. Before each write it is looked at anew, and after the write once
 * more: if the number is the same both times, the write went where it should. What is found under another number is
 * never written to.
 */
final class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);
    private static final int MOST = 200_000;

    /** What a number belongs to. */
    private record Key(ResourceKind kind, String id) {}

    private record Sight(Place place, Instant at) {}

    private final Addresses addresses;
    private final Options options;
    private final Clock clock;
    private final ConcurrentMap<Key, Sight> seen = new ConcurrentHashMap<>();
    private final Map<ResourceKind, Object> searches =
            Map.of(ResourceKind.PROJECT, new Object(), ResourceKind.REPOSITORY, new Object());
    private final ConcurrentMap<ResourceKind, Instant> searched = new ConcurrentHashMap<>();

    Places(Addresses addresses, Options options, Clock clock) {
        this.addresses = addresses;
        this.options = options;
        this.clock = clock;
    }

    /** Bitbucket just told that this number is there. */
    void see(ResourceKind kind, String id, Place place) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(new Key(kind, id), new Sight(place, clock.instant()));
    }

    /**
     * Reads something at the resource's path. Where an older sight turns out wrong, it is looked for and read again.
     *
     * @param background whether it is for discovery, which takes older sights
     * @throws ConnectorException.NotFound if the resource is nowhere that we can see
     */
    <T> T reading(DataCenterApi api, ConnectedResource resource, boolean background, Function<Place, T> reading) {
        Place place = toRead(api, resource, background);
        try {
            return reading.apply(place);
        } catch (ConnectorException.NotFound | ConnectorException.Forbidden | ConnectorException.Rejected e) {
            Place now = toWrite(api, resource);
            if (now.equals(place)) {
                throw e;
            }
            return reading.apply(now);
        }
    }

    /**
     * A path to read at.
     *
     * @param background whether it is for discovery, which takes older sights
     * @throws ConnectorException.NotFound if the resource is nowhere that we can see
     */
    private Place toRead(DataCenterApi api, ConnectedResource resource, boolean background) {
        Sight sight = seen.get(new Key(resource.kind(), resource.externalId()));
        Duration trusted = background ? options.backgroundIdentityCheck() : options.identityCheck();
        return sight != null && !sight.at().plus(trusted).isBefore(clock.instant())
                ? sight.place()
                : toWrite(api, resource);
    }

    /**
     * The path that is the resource's at this moment.
     *
     * @throws ConnectorException.NotFound if the resource is nowhere that we can see
     */
    Place toWrite(DataCenterApi api, ConnectedResource resource) {
        return find(api, resource)
                .orElseThrow(() ->
                        new ConnectorException.NotFound("%s %s (number %s) does not exist any more, or cannot be seen"
                                .formatted(name(resource), resource.path(), resource.externalId())));
    }

    /** Where the resource is, looked at just now; empty if nowhere that we can see. */
    Optional<Place> find(DataCenterApi api, ConnectedResource resource) {
        Key key = new Key(resource.kind(), resource.externalId());
        Instant began = clock.instant();
        Sight sight = seen.get(key);
        Place last = sight == null ? Place.of(resource.path()) : sight.place();
        Place found = look(api, key, last);
        if (found == null && !last.path().equals(resource.path())) {
            found = look(api, key, Place.of(resource.path()));
        }
        if (found == null) {
            Place listed = search(api, key, began);
            found = listed == null ? null : look(api, key, listed);
        }
        return Optional.ofNullable(found);
    }

    /**
     * Looks once more after a write.
     *
     * @throws ConnectorException.Unavailable if something else has the path now, so that nobody can say which got it, or
     *     if that cannot be seen: the write has taken effect, so no refusal of the look may be taken for one of the write
     */
    void stillThere(DataCenterApi api, ConnectedResource resource, Place written) {
        Place now;
        try {
            now = look(api, new Key(resource.kind(), resource.externalId()), written);
        } catch (ConnectorException.Unavailable e) {
            throw e;
        } catch (ConnectorException e) {
            throw new ConnectorException.Unavailable(
                    "%s %s was written to and could not be looked at afterwards: %s"
                            .formatted(name(resource), written.path(), e.getMessage()),
                    e);
        }
        if (now == null) {
            String message = "%s %s ceased to be number %s while it was written to: look at its permissions"
                    .formatted(name(resource), written.path(), resource.externalId());
            LOG.error(message);
            throw new ConnectorException.Unavailable(message, (Duration) null);
        }
    }

    /** The path that Bitbucket gives for what it finds at this one, if that has the number; null if not. */
    private @Nullable Place look(DataCenterApi api, Key key, Place place) {
        if ((key.kind() == ResourceKind.REPOSITORY) != (place.slug() != null)) {
            return null;
        }
        Call call = Call.get("check-identity", addresses.of(place));
        Answer answer = api.send(call);
        int status = answer.status();
        if (status == 404
                || status / 100 == 3
                || (status == 401 && !api.refusals().credentialRefused(answer))) {
            seen.remove(key);
            return null;
        }
        if (!answer.successful()) {
            throw api.refusals().of(call, answer);
        }
        Place found = key.kind() == ResourceKind.REPOSITORY
                ? repository(api.read(call, answer, Bodies.Repository.class), key.id())
                : project(api.read(call, answer, Bodies.Project.class), key.id());
        if (found != null) {
            see(key.kind(), key.id(), found);
        } else {
            seen.remove(key);
        }
        return found;
    }

    /**
     * Reads the whole list, the last resort; those who miss something at the same time share one reading.
     *
     * @param began only a list that was read after this counts
     */
    private @Nullable Place search(DataCenterApi api, Key key, Instant began) {
        Object one = searches.get(key.kind());
        if (one == null) {
            return null;
        }
        synchronized (one) {
            Instant last = searched.get(key.kind());
            if (last == null || last.isBefore(began)) {
                Instant start = clock.instant();
                if (key.kind() == ResourceKind.REPOSITORY) {
                    Call list = Call.get("find-repository", addresses.repositories());
                    api.readPages(list, Bodies.Repository.class, each -> {
                        remember(key.kind(), each.id(), Places.place(each));
                        return true;
                    });
                } else {
                    Call list = Call.get("find-project", addresses.projects());
                    api.readPages(list, Bodies.Project.class, each -> {
                        remember(key.kind(), each.id(), Places.place(each));
                        return true;
                    });
                }
                searched.put(key.kind(), start);
            }
        }
        Sight sight = seen.get(key);
        return sight == null ? null : sight.place();
    }

    private void remember(ResourceKind kind, @Nullable Long id, @Nullable Place place) {
        if (id != null && place != null) {
            see(kind, Long.toString(id), place);
        }
    }

    static @Nullable Place place(Bodies.Repository repository) {
        Bodies.Project project = repository.project();
        String slug = repository.slug();
        String key = project == null ? null : project.key();
        return key == null || slug == null ? null : new Place(key, slug);
    }

    static @Nullable Place place(Bodies.Project project) {
        String key = project.key();
        return key == null ? null : new Place(key, null);
    }

    private static @Nullable Place repository(Bodies.Repository found, String id) {
        return found.id() != null && Long.toString(found.id()).equals(id) ? place(found) : null;
    }

    private static @Nullable Place project(Bodies.Project found, String id) {
        return found.id() != null && Long.toString(found.id()).equals(id) ? place(found) : null;
    }

    private static String name(ConnectedResource resource) {
        return resource.kind() == ResourceKind.REPOSITORY ? "the repository" : "the project";
    }
}

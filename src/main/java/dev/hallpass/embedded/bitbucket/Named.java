package dev.hallpass.embedded.bitbucket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Things in their order, found by every name that they have. Immutable: a change makes a new one. */
final class Named<T> {

    private final Function<T, String> id;
    private final Function<T, List<String>> names;
    private final List<T> all;
    private final Map<String, T> byName;

    private Named(Function<T, String> id, Function<T, List<String>> names, List<T> all) {
        this.id = id;
        this.names = names;
        this.all = Collections.unmodifiableList(all);
        this.byName = HashMap.newHashMap(2 * all.size());
        for (T thing : all) {
            names.apply(thing).forEach(name -> byName.put(name, thing));
        }
    }

    /**
     * Names things.
     *
     * @param id what stays the same when a thing changes; one of its names
     */
    static <T> Named<T> of(List<T> all, Function<T, String> id, Function<T, List<String>> names) {
        return new Named<>(id, names, new ArrayList<>(all));
    }

    List<T> all() {
        return all;
    }

    Optional<T> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Replaces the one of the same id, or adds it at the end. */
    Named<T> with(T thing) {
        List<T> changed = new ArrayList<>(all);
        for (int index = 0; index < changed.size(); index++) {
            if (id.apply(changed.get(index)).equals(id.apply(thing))) {
                changed.set(index, thing);
                return new Named<>(id, names, changed);
            }
        }
        changed.add(thing);
        return new Named<>(id, names, changed);
    }

    Named<T> with(List<T> more) {
        List<T> changed = new ArrayList<>(all);
        changed.addAll(more);
        return new Named<>(id, names, changed);
    }

    Named<T> without(String unwanted) {
        return new Named<>(
                id,
                names,
                new ArrayList<>(all.stream()
                        .filter(thing -> !id.apply(thing).equals(unwanted))
                        .toList()));
    }

    Named<T> mapped(Function<T, T> change) {
        return new Named<>(id, names, new ArrayList<>(all.stream().map(change).toList()));
    }
}

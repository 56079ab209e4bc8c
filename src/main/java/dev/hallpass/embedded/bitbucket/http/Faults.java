package dev.hallpass.embedded.bitbucket.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The faults that are switched on, asked in the order in which they were. */
public final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    /**
     * A fault that is switched on.
     *
     * @param left for how many calls more, null without end
     */
    public record Armed(
            long id,
            Fault fault,
            @Nullable Pattern method,
            @Nullable Pattern path,
            @Nullable AtomicInteger left) {

        boolean matches(HttpCall call) {
            return (method == null || method.matcher(call.method()).matches())
                    && (path == null || path.matcher(call.pathAndQuery()).find());
        }

        /** Of several calls at the same instant, no more than the count get it. */
        boolean take() {
            return left == null || left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    private final LateWrites late = new LateWrites();
    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private volatile RandomFaults random = new RandomFaults(RandomFaultSettings.NONE);
    private final AtomicLong lastId = new AtomicLong();

    /**
     * Switches a fault on.
     *
     * @throws java.util.regex.PatternSyntaxException if an expression is malformed
     */
    public Armed switchOn(Fault fault) {
        Armed added = new Armed(
                lastId.incrementAndGet(),
                fault,
                fault.method() == null ? null : Pattern.compile(fault.method()),
                fault.path() == null ? null : Pattern.compile(fault.path()),
                fault.count() == null ? null : new AtomicInteger(fault.count()));
        armed.add(added);
        return added;
    }

    /** Switches a fault off; false if there is none of this id. */
    public boolean switchOff(long id) {
        return armed.removeIf(fault -> fault.id() == id);
    }

    /** Switches all off, those by chance too. */
    public void clear() {
        armed.clear();
        random = new RandomFaults(RandomFaultSettings.NONE);
    }

    /**
     * Lets calls go wrong by chance, instead of what did until now, and says so in the log.
     *
     * @throws RefusedException 400 if the numbers are no parts of 1
     * @throws java.util.regex.PatternSyntaxException if the path is malformed
     */
    public void byChance(RandomFaultSettings settings) {
        random = new RandomFaults(settings);
        LOG.info("Calls go wrong by chance: {}", settings);
    }

    /** How calls go wrong by chance. */
    public RandomFaultSettings byChance() {
        return random.settings();
    }

    /** How many calls went wrong by chance since the settings were made, by what it was. */
    public Map<RandomFaultKind, Long> hitsByChance() {
        return random.hits();
    }

    /** Writes that faults let have their effect later; those that are under way are not called back. */
    public LateWrites late() {
        return late;
    }

    /** All that are switched on. */
    public List<Armed> all() {
        return armed;
    }

    Optional<Fault> next(HttpCall call) {
        for (Armed candidate : armed) {
            if (candidate.matches(call) && candidate.take()) {
                return Optional.of(candidate.fault());
            }
        }
        return random.next(call);
    }

    /** The longest age that any read can be answered with. */
    public Duration greatestStaleness() {
        Duration greatest =
                random.readsThePast() ? Duration.ofSeconds(random.settings().staleSeconds()) : Duration.ZERO;
        for (Armed candidate : armed) {
            Integer seconds = candidate.fault().staleSeconds();
            if (seconds != null && seconds > greatest.toSeconds()) {
                greatest = Duration.ofSeconds(seconds);
            }
        }
        return greatest;
    }
}

package dev.hallpass.embedded.demo;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.common.ProblemException;
import dev.hallpass.facts.OnCallSchedule;
import dev.hallpass.facts.OnCallSchedules;
import dev.hallpass.facts.ResourceUse;
import dev.hallpass.facts.ResourceUses;
import dev.hallpass.facts.Risk;
import dev.hallpass.facts.RiskLevel;
import dev.hallpass.facts.Risks;
import dev.hallpass.facts.TicketStatus;
import dev.hallpass.facts.Tickets;
import dev.hallpass.facts.Training;
import dev.hallpass.facts.Trainings;
import dev.hallpass.identity.PrincipalId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Facts of the demo people, told once: where anything was told already, somebody is trying things out, and it stays as
 * it is. Only on-call duty is told again at each start, since it passes.
 */
@Component
@ConditionalOnBooleanProperty("hallpass.embedded.enabled")
@ConditionalOnBooleanProperty(name = "hallpass.embedded.demo", matchIfMissing = true)
@ConditionalOnProperty(name = "hallpass.identity.directory", havingValue = DemoFacts.DIRECTORY)
class DemoFacts {

    /** The facts are of these people. */
    static final String DIRECTORY = "classpath:embedded/directory.yaml";

    private static final Logger log = LoggerFactory.getLogger(DemoFacts.class);
    private static final String BY = "demo";
    private static final String PCI = "pci";
    private static final String SECURE_CODING = "secure-coding";
    private static final int WEEKS = 4;

    private final Tickets tickets;
    private final OnCallSchedules schedules;
    private final Trainings trainings;
    private final Risks risks;
    private final ResourceUses uses;
    private final Catalog catalog;
    private final Clock clock;

    DemoFacts(
            Tickets tickets,
            OnCallSchedules schedules,
            Trainings trainings,
            Risks risks,
            ResourceUses uses,
            Catalog catalog,
            Clock clock) {
        this.tickets = tickets;
        this.schedules = schedules;
        this.trainings = trainings;
        this.risks = risks;
        this.uses = uses;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Once the repositories are in the catalog. */
    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        try {
            tellAll();
        } catch (ProblemException e) {
            log.info("The facts of the demo are told at the next start: {}", e.getMessage());
        }
    }

    private void tellAll() {
        schedule("web", "ada", "acme/web-shop", "acme/mobile-app");
        schedule("payments", "grace", "acme/payments-api", "acme/payments-ledger", "acme/payments-gateway");
        if (tickets.areTold()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        training("ada", SECURE_CODING, today.minusDays(40));
        training("ada", PCI, today.minusDays(100));
        training("ken", SECURE_CODING, today.minusDays(500));
        training("grace", SECURE_CODING, today.minusDays(200));
        training("grace", PCI, today.minusDays(200));
        risk("ada", RiskLevel.LOW, "Nothing is known");
        risk("ken", RiskLevel.MEDIUM, "New here");
        uses.tell(List.of(use("ada", "acme/web-shop", 3), use("ada", "acme/payments-api", 120)), BY);
        tickets.tell("OPS-2", TicketStatus.OPEN, "task", "ken", BY);
        tickets.tell("OPS-3", TicketStatus.CLOSED, "incident", "grace", BY);
        tickets.tell("OPS-1", TicketStatus.IN_PROGRESS, "incident", "ada", BY);
    }

    /** Some weeks from the beginning of today on. */
    private void schedule(String name, String person, String... paths) {
        Instant from = clock.instant().truncatedTo(ChronoUnit.DAYS);
        List<OnCallSchedule.Shift> shifts = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            Instant begin = from.plus(Duration.ofDays(7L * week));
            shifts.add(new OnCallSchedule.Shift(new PrincipalId(person), begin, begin.plus(Duration.ofDays(7))));
        }
        schedules.tell(
                new OnCallSchedule(
                        name,
                        shifts,
                        Set.of(),
                        Set.copyOf(Stream.of(paths)
                                .map(path -> resource(path).id())
                                .toList())),
                BY);
    }

    private void training(String person, String name, LocalDate completedOn) {
        trainings.tell(new Training(new PrincipalId(person), name, completedOn), BY);
    }

    private void risk(String person, RiskLevel level, String reason) {
        risks.tell(new Risk(new PrincipalId(person), level, reason), BY);
    }

    private ResourceUse use(String person, String path, int daysAgo) {
        Resource resource = resource(path);
        return new ResourceUse(
                new PrincipalId(person),
                resource.id(),
                resource.application(),
                clock.instant().minus(Duration.ofDays(daysAgo)));
    }

    private Resource resource(String path) {
        return catalog.resolve(path, "resource");
    }
}

package dev.hallpass.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.DomainContext;
import dev.hallpass.access.Grants;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What each source says, and what it says when its table does not answer. */
class FactSourcesTest {

    private static final String PAYMENTS = "acme/payments-api";
    private static final String SHOP = "acme/web-shop";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start(
                Map.of("hallpass.facts.timeout", "PT0.5S", "hallpass.catalog.application-owners.acme", "grace,linus"));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void clear() {
        context.clear();
        context.jdbc().sql("""
            delete from ticket; delete from on_call_schedule; delete from training; delete from principal_risk;
            delete from resource_use;
            update principal set zone = null, department = null, location = null, team = null;
            """).update();
    }

    private static Instant now() {
        return context.clock().instant();
    }

    private static GatheredFacts gathered(String requester, String beneficiary, String path, @Nullable String ticket) {
        return context.bean(FactGathering.class)
                .gather(new FactQuestion(
                        context.person(requester),
                        context.person(beneficiary),
                        context.repository(path),
                        "write",
                        ticket,
                        now()));
    }

    private static @Nullable Object fact(GatheredFacts gathered, String path) {
        @Nullable Object found = gathered.facts();
        for (String name : path.split("\\.", -1)) {
            assertThat(found).as(path).isInstanceOf(Map.class);
            Map<?, ?> place = (Map<?, ?>) found;
            assertThat(place.containsKey(name)).as(path).isTrue();
            found = place.get(name);
        }
        return found;
    }

    private static @Nullable Object fact(String path) {
        return fact(gathered("ada", "ada", PAYMENTS, "ops-1"), path);
    }

    private static PrincipalId id(String person) {
        return new PrincipalId(person);
    }

    private static ResourceId resource(String path) {
        return context.repository(path).id();
    }

    private static void ticket(TicketStatus status, @Nullable String assignee) {
        context.bean(Tickets.class).tell("OPS-1", status, "incident", assignee, "root");
    }

    private static void schedule(String name, String person, Duration from, Set<String> applications, String... paths) {
        context.bean(OnCallSchedules.class)
                .tell(
                        new OnCallSchedule(
                                name,
                                List.of(new OnCallSchedule.Shift(
                                        id(person),
                                        now().plus(from),
                                        now().plus(from).plus(Duration.ofHours(1)))),
                                applications,
                                Set.copyOf(Arrays.stream(paths)
                                        .map(FactSourcesTest::resource)
                                        .toList())),
                        "root");
    }

    @Test
    void identityTellsWhoTheyAreAndOfTheirManagers() {
        context.jdbc().sql("""
            update principal set department = 'Payments', location = 'London', team = 'ledger', zone = 'Europe/London'
            where id = 'ada'
            """).update();
        context.jdbc()
                .sql("update principal set manager = 'margaret' where id = 'alan'")
                .update();
        try {
            GatheredFacts gathered = gathered("alan", "ada", PAYMENTS, null);

            assertThat(fact(gathered, "beneficiary.id")).isEqualTo("ada");
            assertThat(fact(gathered, "beneficiary.groups")).isEqualTo(List.of("engineering"));
            assertThat(fact(gathered, "beneficiary.employment")).isEqualTo("EMPLOYEE");
            assertThat(fact(gathered, "beneficiary.manager")).isEqualTo("alan");
            assertThat(fact(gathered, "beneficiary.managersManager")).isEqualTo("margaret");
            assertThat(fact(gathered, "beneficiary.department")).isEqualTo("Payments");
            assertThat(fact(gathered, "beneficiary.location")).isEqualTo("London");
            assertThat(fact(gathered, "beneficiary.team")).isEqualTo("ledger");
            assertThat(fact(gathered, "beneficiary.zone")).isEqualTo("Europe/London");
            assertThat(fact(gathered, "requester.id")).isEqualTo("alan");
            assertThat(fact(gathered, "requester.managersManager")).isNull();
            assertThat(fact(gathered, "requester.team")).isEqualTo("unknown");
            assertThat(fact(gathered, "requester.zone")).isEqualTo("unknown");
        } finally {
            context.jdbc()
                    .sql("update principal set manager = null where id = 'alan'")
                    .update();
        }
    }

    @Test
    void theCatalogTellsOfTheResourceItsProjectAndItsApplication() {
        GatheredFacts gathered = gathered("ada", "ada", PAYMENTS, null);

        assertThat(fact(gathered, "resource.path")).isEqualTo(PAYMENTS);
        assertThat(fact(gathered, "resource.name")).isEqualTo("payments-api");
        assertThat(fact(gathered, "resource.kind")).isEqualTo("REPOSITORY");
        assertThat(fact(gathered, "resource.sensitivity")).isEqualTo("CONFIDENTIAL");
        assertThat(fact(gathered, "resource.owners")).isEqualTo(List.of("alan", "grace"));
        assertThat(fact(gathered, "resource.maintainers")).isInstanceOf(List.class);
        assertThat(fact(gathered, "resource.project"))
                .isEqualTo(context.jdbc()
                        .sql("select p.path from resource r join resource p on p.id = r.parent_id where r.path = ?")
                        .param(PAYMENTS)
                        .query(String.class)
                        .single());
        assertThat(fact(gathered, "application.name")).isEqualTo("acme");
        assertThat(fact(gathered, "application.owners")).isEqualTo(List.of("grace", "linus"));
    }

    @Test
    void aTicketIsTold() {
        ticket(TicketStatus.IN_PROGRESS, "ada");

        assertThat(fact("ticketDetails"))
                .isEqualTo(Map.of(
                        "exists",
                        true,
                        "status",
                        "IN_PROGRESS",
                        "type",
                        "incident",
                        "assignee",
                        "ada",
                        "assignedToBeneficiary",
                        true));

        ticket(TicketStatus.CLOSED, null);

        assertThat(fact("ticketDetails.status")).isEqualTo("CLOSED");
        assertThat(fact("ticketDetails.assignee")).isNull();
        assertThat(fact("ticketDetails.assignedToBeneficiary")).isEqualTo(false);
    }

    @Test
    void aTicketThatIsNotThereDoesNotExistOnlyWhereTicketsAreTold() {
        assertThat(fact("ticketDetails.exists")).isEqualTo("unknown");
        assertThat(fact("ticketDetails.status")).isEqualTo("unknown");
        assertThat(fact("ticketDetails.assignedToBeneficiary")).isEqualTo("unknown");

        context.bean(Tickets.class).tell("OPS-2", TicketStatus.OPEN, null, null, "root");

        assertThat(fact("ticketDetails.exists")).isEqualTo(false);
        assertThat(fact("ticketDetails.status")).isNull();
        GatheredFacts withoutTicket = gathered("ada", "ada", PAYMENTS, null);
        assertThat(fact(withoutTicket, "ticketDetails.exists")).isEqualTo(false);
    }

    @Test
    void onCallIsWhoHasAShiftNowInAScheduleForTheResource() {
        schedule("payments", "ada", Duration.ofMinutes(-30), Set.of(), PAYMENTS);
        schedule("past", "ada", Duration.ofHours(-1), Set.of(), PAYMENTS);
        schedule("future", "ada", Duration.ofMinutes(1), Set.of(), PAYMENTS);

        assertThat(fact("beneficiary.onCall")).isEqualTo(true);
        assertThat(fact("beneficiary.onCallFor")).isEqualTo(List.of("payments"));
        GatheredFacts elsewhere = gathered("ada", "ada", SHOP, null);
        assertThat(fact(elsewhere, "beneficiary.onCall")).isEqualTo(false);
        assertThat(fact(elsewhere, "beneficiary.onCallFor")).isEqualTo(List.of("payments"));
        GatheredFacts another = gathered("ada", "ken", PAYMENTS, null);
        assertThat(fact(another, "beneficiary.onCall")).isEqualTo(false);
        assertThat(fact(another, "beneficiary.onCallFor")).isEqualTo(List.of());
        assertThat(context.bean(OnCallSchedules.class).onCallNow("payments")).containsExactly(id("ada"));
        assertThat(context.bean(OnCallSchedules.class).onCallNow("past")).isEmpty();
        assertThat(context.bean(OnCallSchedules.class).onCallNow("No Schedule")).isEmpty();
    }

    @Test
    void aScheduleIsForAllOfAnApplicationOrForAllOfAProject() {
        schedule("everything", "ada", Duration.ZERO, Set.of("acme"));
        assertThat(fact("beneficiary.onCall")).isEqualTo(true);

        schedule("everything", "ada", Duration.ZERO, Set.of("other"));
        assertThat(fact("beneficiary.onCall")).isEqualTo(false);

        String project = String.valueOf(fact("resource.project"));
        schedule("everything", "ada", Duration.ZERO, Set.of(), project);
        assertThat(fact("beneficiary.onCall")).isEqualTo(true);
    }

    @Test
    void theDirectoryCountsBesideTheSchedules() {
        GatheredFacts gathered = gathered("ruth", "ruth", SHOP, null);

        assertThat(fact(gathered, "beneficiary.onCall")).isEqualTo(true);
        assertThat(fact(gathered, "beneficiary.onCallFor")).isEqualTo(List.of(SHOP));
    }

    @Test
    void whoIsNotActiveIsNotOnCall() {
        schedule("payments", "olga", Duration.ZERO, Set.of(), PAYMENTS);

        assertThat(context.bean(OnCallSchedules.class).onCallNow("payments")).isEmpty();
        assertThat(context.bean(OnCallSchedules.class).exists("payments")).isTrue();
    }

    @Test
    void trainingsAreToldWithTheirAge() {
        assertThat(fact("beneficiary.trainings")).as("nobody tells of any").isEqualTo("unknown");

        Trainings trainings = context.bean(Trainings.class);
        LocalDate today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
        trainings.tell(new Training(id("ken"), "pci", today), "root");
        assertThat(fact("beneficiary.trainings")).isEqualTo(List.of());

        trainings.tell(new Training(id("ada"), "pci", today.minusDays(40)), "root");
        trainings.tell(new Training(id("ada"), "pci", today.minusDays(30)), "root");

        assertThat(fact("beneficiary.trainings"))
                .isEqualTo(List.of(
                        Map.of("name", "pci", "completedOn", today.minusDays(30).toString(), "ageDays", 30L)));
        assertThatThrownBy(() -> trainings.tell(new Training(id("ada"), "pci", today.plusDays(2)), "root"))
                .isInstanceOf(ProblemException.class)
                .hasFieldOrPropertyWithValue("field", "completedOn");
    }

    @Test
    void riskIsUnknownUntilItIsTold() {
        assertThat(fact("beneficiary.risk")).isEqualTo("unknown");

        context.bean(Risks.class).tell(new Risk(id("ada"), RiskLevel.HIGH, "Phished"), "root");
        assertThat(fact("beneficiary.risk")).isEqualTo("HIGH");

        context.bean(Risks.class).forget(id("ada"), "root");
        assertThat(fact("beneficiary.risk")).isEqualTo("unknown");
    }

    @Test
    void theLastUseIsToldInDays() {
        assertThat(fact("beneficiary.lastUseDays")).as("nobody tells of any").isEqualTo("unknown");

        use("ken", Duration.ofDays(1));
        assertThat(fact("beneficiary.lastUseDays")).isEqualTo("never");

        use("ada", Duration.ofDays(10));
        use("ada", Duration.ofDays(90));
        assertThat(fact("beneficiary.lastUseDays")).isEqualTo(10L);
    }

    private static void use(String person, Duration ago) {
        context.bean(ResourceUses.class)
                .tell(List.of(new ResourceUse(id(person), resource(PAYMENTS), "acme", now().minus(ago))), "root");
    }

    @Test
    void grantsOfThePastAreTold() {
        assertThat(fact("beneficiary.activeGrants")).isEqualTo(0L);
        assertThat(fact("beneficiary.lastHeldDays")).isEqualTo("never");

        context.granted("ada", "web-shop", "write", Duration.ofHours(1));
        var grant = context.granted("ada", "payments-api", "write", Duration.ofHours(1));
        assertThat(fact("beneficiary.activeGrants")).isEqualTo(2L);
        assertThat(fact("beneficiary.lastHeldDays")).isEqualTo(0L);

        context.clock().advance(Duration.ofHours(1));
        context.bean(Grants.class).takeBack(grant.request());
        context.clock().advance(Duration.ofDays(5));
        assertThat(fact("beneficiary.lastHeldDays")).isEqualTo(5L);
        assertThat(fact("beneficiary.activeGrants"))
                .as("the other is overdue, and there")
                .isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:30:00Z, Europe/Berlin, 2026-03-02, MONDAY, 10, 30, false, true",
        "2026-03-01T23:30:00Z, Asia/Tokyo, 2026-03-02, MONDAY, 8, 30, false, false",
        "2026-03-02T02:00:00Z, America/New_York, 2026-03-01, SUNDAY, 21, 0, true, false",
        "2026-03-07T11:00:00Z, Europe/Berlin, 2026-03-07, SATURDAY, 12, 0, true, false",
        "2026-03-02T09:30:00Z, , 2026-03-02, MONDAY, 9, 30, unknown, unknown"
    })
    void theTimeIsThatOfTheRequester(
            Instant at,
            @Nullable String zone,
            String date,
            String day,
            int hour,
            int minute,
            String weekend,
            String businessHours) {
        context.jdbc()
                .sql("update principal set zone = ? where id = 'ada'")
                .params(Arrays.asList(zone))
                .update();
        Principal ada = context.person("ada");

        GatheredFacts gathered = context.bean(FactGathering.class)
                .gather(new FactQuestion(ada, context.person("ken"), context.repository(PAYMENTS), "read", null, at));

        assertThat(fact(gathered, "time.date")).isEqualTo(date);
        assertThat(fact(gathered, "time.day")).isEqualTo(day);
        assertThat(fact(gathered, "time.hour")).isEqualTo(hour);
        assertThat(fact(gathered, "time.minute")).isEqualTo(minute);
        assertThat(fact(gathered, "time.weekend")).hasToString(weekend);
        assertThat(fact(gathered, "time.businessHours")).hasToString(businessHours);
    }

    @ParameterizedTest
    @CsvSource({
        "ticket, tickets, ticketDetails.exists",
        "ticket, tickets, ticketDetails.assignedToBeneficiary",
        "on_call_shift, on-call, beneficiary.onCall",
        "on_call_shift, on-call, beneficiary.onCallFor",
        "training, trainings, beneficiary.trainings",
        "principal_risk, risk, beneficiary.risk",
        "resource_use, uses, beneficiary.lastUseDays",
        "access_grant, grants, beneficiary.activeGrants",
        "access_grant, grants, beneficiary.lastHeldDays",
        "principal, identity, beneficiary.managersManager",
        "resource, catalog, resource.project"
    })
    void whatDoesNotAnswerInTimeIsUnknown(String table, String source, String fact) {
        ticket(TicketStatus.OPEN, "ada");
        FactQuestion question = new FactQuestion(
                context.person("ada"), context.person("ada"), context.repository(PAYMENTS), "write", "OPS-1", now());
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(context.dataSource()));

        GatheredFacts gathered = Objects.requireNonNull(other.execute(status -> {
            JdbcClient.create(context.dataSource())
                    .sql("lock table %s in access exclusive mode".formatted(table))
                    .update();
            return context.bean(FactGathering.class).gather(question);
        }));

        assertThat(gathered.unanswered()).contains(source);
        assertThat(fact(gathered, fact)).isEqualTo("unknown");
        assertThat(fact(gathered, "beneficiary.id")).isEqualTo("ada");
        assertThat(fact(gathered, "resource.path")).isEqualTo(PAYMENTS);
        assertThat(gathered("ada", "ada", PAYMENTS, "OPS-1").unanswered())
                .as("afterwards")
                .isEmpty();
    }

    @Test
    void whoIsOnCallByTheDirectoryIsSoWithoutTheSchedules() {
        FactQuestion question = new FactQuestion(
                context.person("ruth"), context.person("ruth"), context.repository(SHOP), "write", null, now());

        assertThat(context.bean(OnCallFacts.class).unanswered(question)).containsEntry("beneficiary.onCall", true);
    }

    @Test
    void whatIsNoTicketIsRefused() {
        Tickets tickets = context.bean(Tickets.class);

        for (String wrong : List.of("", " ", "-1", "a b", "x".repeat(65), "OPS/1")) {
            assertThatThrownBy(() -> tickets.tell(wrong, TicketStatus.OPEN, null, null, "root"))
                    .as(wrong)
                    .isInstanceOf(ProblemException.class);
        }
    }
}

package dev.hallpass.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.DomainContext;
import dev.hallpass.audit.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class DirectoryImportTest {

    private static final String EVERYBODY = """
        people:
          - {id: ada, name: Ada, email: ada@acme.example, groups: [engineering, payments], manager: alan, on-call-for: [web-shop, acme/docs], accounts: {acme: "557058:ada", other: "42"}, department: Payments, location: London, team: ledger, zone: Europe/London}
          - {id: alan, name: Alan, groups: [managers]}
          - {id: ken, name: Ken, employment: CONTRACTOR, manager: alan, accounts: {acme: "557058:ken"}}
        """;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void everybody() {
        load(EVERYBODY);
    }

    private static DirectoryFile file(String yaml) {
        return DirectoryFile.read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static void load(String yaml) {
        context.bean(DirectoryImport.class).load(file(yaml));
    }

    private static long loadedEvents() {
        return context.jdbc()
                .sql("select count(*) from audit_event where type = 'directory.loaded'")
                .query(Long.class)
                .single();
    }

    @Test
    void allThatTheFileSaysIsKnown() {
        Principal ada = context.person("ada");

        assertThat(ada.displayName()).isEqualTo("Ada");
        assertThat(ada.email()).isEqualTo("ada@acme.example");
        assertThat(ada.groups()).containsExactlyInAnyOrder("engineering", "payments");
        assertThat(ada.manager()).isEqualTo(new PrincipalId("alan"));
        assertThat(ada.employment()).isEqualTo(Employment.EMPLOYEE);
        assertThat(ada.active()).isTrue();
        assertThat(ada.onCallFor()).containsExactlyInAnyOrder("web-shop", "acme/docs");
        assertThat(ada.accounts()).containsEntry("acme", "557058:ada").containsEntry("other", "42");
        assertThat(ada.department()).isEqualTo("Payments");
        assertThat(ada.location()).isEqualTo("London");
        assertThat(ada.team()).isEqualTo("ledger");
        assertThat(ada.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(context.person("alan"))
                .extracting(Principal::department, Principal::location, Principal::team, Principal::zone)
                .containsOnlyNulls();
        assertThat(context.person("ken").employment()).isEqualTo(Employment.CONTRACTOR);
        assertThat(context.person("alan").manager()).isNull();
    }

    @Test
    void theSameFileAgainChangesNothing() {
        long before = loadedEvents();

        load(EVERYBODY);

        assertThat(loadedEvents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: Ada",
                "ada@acme.example",
                "payments]",
                "manager: alan, on",
                "web-shop, ",
                "557058:ada",
                "CONTRACTOR",
                "department: Payments",
                "location: London",
                "team: ledger",
                "zone: Europe/London"
            })
    void eachChangeIsSeenAndToldOnce(String changed) {
        long before = loadedEvents();
        String other = EVERYBODY.replace(
                changed,
                switch (changed) {
                    case "payments]" -> "platform]";
                    case "manager: alan, on" -> "on";
                    case "web-shop, " -> "";
                    case "CONTRACTOR" -> "EMPLOYEE";
                    case "zone: Europe/London" -> "zone: Europe/Berlin";
                    default -> changed + "x";
                });

        load(other);
        load(other);

        assertThat(loadedEvents()).isEqualTo(before + 1);
    }

    @Test
    void whoIsNotInTheFileAnyMoreIsKeptButNotActive() {
        load(EVERYBODY.lines().limit(3).reduce("", (text, line) -> text + line + "\n"));

        assertThat(context.person("ken").active()).isFalse();
        assertThat(context.person("ada").active()).isTrue();

        load(EVERYBODY);
        assertThat(context.person("ken").active()).isTrue();
    }

    @Test
    void whoIsNotActiveIsInNoGroup() {
        assertThat(members("engineering")).containsExactly("ada");

        load(EVERYBODY.replace("{id: ada,", "{id: ada, active: false,"));

        assertThat(members("engineering")).isEmpty();
        assertThat(members("'; drop table principal; --")).isEmpty();
    }

    @Test
    void colleaguesAreThoseOfTheSameTeamAndThoseOfTheSameManager() {
        load(EVERYBODY.replace("employment: CONTRACTOR,", "employment: CONTRACTOR, team: ledger,"));
        Principals principals = context.bean(Principals.class);

        assertThat(principals.teamOf(new PrincipalId("ada"))).containsExactly(new PrincipalId("ken"));
        assertThat(principals.teamOf(new PrincipalId("alan"))).isEmpty();
        assertThat(principals.reportingBeside(new PrincipalId("ken"))).containsExactly(new PrincipalId("ada"));
        assertThat(principals.reportingBeside(new PrincipalId("alan"))).isEmpty();

        load(EVERYBODY.replace("employment: CONTRACTOR,", "employment: CONTRACTOR, team: ledger, active: false,"));
        assertThat(principals.teamOf(new PrincipalId("ada"))).isEmpty();
        assertThat(principals.reportingBeside(new PrincipalId("ada"))).isEmpty();
    }

    private static List<String> members(String group) {
        return context.bean(Principals.class).membersOf(group).stream()
                .map(PrincipalId::value)
                .toList();
    }

    @Test
    void twoPeopleMayTradeTheirAccounts() {
        load(EVERYBODY
                .replace("557058:ada", "x")
                .replace("557058:ken", "557058:ada")
                .replace("\"x\"", "\"557058:ken\""));

        assertThat(context.person("ada").accounts()).containsEntry("acme", "557058:ken");
        assertThat(context.person("ken").accounts()).containsEntry("acme", "557058:ada");
    }

    @Test
    void whoHasANewLoginNameKeepsTheAccount() {
        load(EVERYBODY.replace("{id: ken,", "{id: kenneth,"));

        assertThat(context.person("kenneth").accounts()).containsEntry("acme", "557058:ken");
        assertThat(context.person("ken").active()).isFalse();
        assertThat(context.person("ken").accounts()).isEmpty();
    }

    @Test
    void theNameOfAnApplicationIsKeptAsItIsWritten() {
        load(EVERYBODY.replace("other: \"42\"", "Acme_Data.center-2: \"42\""));

        assertThat(context.person("ada").accounts()).containsEntry("Acme_Data.center-2", "42");
    }

    @Test
    void anUnknownNameIsNamedAsTheFieldThatItStoodIn() {
        assertThat(context.bean(Principals.class).find(new PrincipalId("nobody")))
                .isEmpty();
        assertThat(context.bean(Principals.class).find(new PrincipalId("ada\0")))
                .isEmpty();
        assertThat(context.bean(Principals.class).find(new PrincipalId("ada' or '1'='1")))
                .isEmpty();
        assertThatThrownBy(() -> context.bean(Principals.class).require(new PrincipalId("nobody"), "onBehalfOf"))
                .hasFieldOrPropertyWithValue("field", "onBehalfOf");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("people: [{id: ada}]", "name"),
                Arguments.of("people: [{name: Ada}]", "id"),
                Arguments.of("people: [{id: ada, name: Ada}, {id: ada, name: Other}]", "two people"),
                Arguments.of("people: [{id: ada, name: Ada, manager: nobody}]", "manager"),
                Arguments.of("people: [{id: ada, name: Ada, manager: ada}]", "manager"),
                Arguments.of("people: [{id: ada, name: Ada, employment: FRIEND}]", "employment"),
                Arguments.of("people: [{id: ada, name: Ada, active: perhaps}]", "active"),
                Arguments.of("people: [{id: ada, name: Ada, zone: Europe/Nowhere}]", "zone"),
                Arguments.of("people: [{id: ada, name: Ada, team: \" \"}]", "team"),
                Arguments.of("people: [{id: \"ada lovelace\", name: Ada}]", "ada lovelace"),
                Arguments.of("people: [{id: \"\", name: Ada}]", "id"),
                Arguments.of("people: [{id: ada, name: \"\"}]", "name"),
                Arguments.of(
                        "people: [{id: a, name: A, accounts: {x: \"1\"}}, {id: b, name: B, accounts: {x: \"1\"}}]",
                        "belongs to two people"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeInTheFileIsNamedAndNothingIsChanged(String yaml, String named) {
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hallpass.identity.directory")
                .hasMessageContaining(named);

        assertThat(context.person("ken").active()).isTrue();
    }

    private static final String MOST_ARE_MISSING = "people: [{id: ada, name: Ada}]";

    /** A start with this file after one with {@link #EVERYBODY}. */
    private static void startWith(String yaml, boolean mayLoseMost) {
        DirectoryImport started = new DirectoryImport(
                new DirectorySettings(
                        new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)),
                        Duration.ofSeconds(10),
                        mayLoseMost),
                context.bean(JdbcClient.class),
                context.bean(AuditTrail.class),
                context.bean(PlatformTransactionManager.class));
        started.start();
        assertThat(started.isRunning()).isTrue();
    }

    @Test
    void aStartWithoutMostOfThePeopleKeepsThem() {
        long before = loadedEvents();

        startWith(MOST_ARE_MISSING, false);

        assertThat(List.of(context.person("ada"), context.person("ken"), context.person("alan")))
                .allMatch(Principal::active);
        assertThat(context.person("ada").accounts()).containsEntry("acme", "557058:ada");
        assertThat(loadedEvents()).isEqualTo(before);
    }

    @Test
    void aStartWithoutMostOfThePeopleIsRightIfTheSettingsSaySo() {
        startWith(MOST_ARE_MISSING, true);

        assertThat(context.person("ada").active()).isTrue();
        assertThat(context.person("ken").active()).isFalse();
    }

    @Test
    void aStartWithHalfOfThePeopleTakesTheFileIn() {
        startWith("people: [{id: ada, name: Ada}, {id: alan, name: Alan}]", false);

        assertThat(context.person("ken").active()).isFalse();
    }

    @Test
    void aFirstStartTakesAnyFileIn() {
        context.jdbc().sql("update principal set active = false").update();

        startWith(MOST_ARE_MISSING, false);

        assertThat(context.person("ada").active()).isTrue();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> DirectoryFile.read(new FileSystemResource("missing.yaml")))
                .hasMessageContaining("missing.yaml");
    }
}

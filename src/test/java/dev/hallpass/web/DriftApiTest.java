package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who sees what was changed by hand, and decides about it. */
class DriftApiTest extends HallpassTest {

    private static final String DRIFT = "/api/v1/drift/";
    private static final String REPOSITORY = "service-13";

    private final String person = engineer();

    /** A person has write access that nobody asked for; tells the finding's id. */
    private String found(String holder, String repository) {
        UUID id = UUID.randomUUID();
        database().sql("""
            insert into drift_finding (id, principal_id, resource_id, application, holder_kind, account, kind,
              found_role, response, state, grants, found_at)
            select ?, ?, r.id, 'acme', 'ACCOUNT', ?, 'ADDED', 'write', 'REPORT', 'OPEN', '{}', now()
            from resource r where r.name = ? and r.kind = 'REPOSITORY'
            """).params(id, holder, Acme.account(holder), repository).update();
        return id.toString();
    }

    private static Map<String, Object> body(String resolution) {
        return Map.of("resolution", resolution, "comment", "Nobody asked for this");
    }

    private List<String> listed(String viewer, String query) {
        Response response = as(viewer).get("/api/v1/drift?limit=200&" + query);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    void thoseWhoAnswerForTheResourceAndThoseWhoSeeEverythingSeeIt() {
        String maintainer = engineer();
        database()
                .sql("update resource set maintainers = array[?] where name = 'service-12'")
                .param(maintainer)
                .update();
        String id = found(person, "service-12");

        for (String told : List.of(Acme.OWNER, maintainer, Acme.AUDITOR, Acme.ADMINISTRATOR)) {
            assertThat(as(told).get(DRIFT + id).status()).as(told).isEqualTo(200);
            assertThat(listed(told, "principal=" + person)).as(told).containsExactly(id);
        }
        for (String other : List.of(person, Acme.SECURITY)) {
            assertThat(as(other).get(DRIFT + id).status()).as(other).isEqualTo(404);
            assertThat(listed(other, "principal=" + person)).as(other).isEmpty();
        }
        assertThat(listed(Acme.OWNER, "resource=service-12&state=OPEN&application=acme"))
                .contains(id);
        assertThat(listed(Acme.OWNER, "principal=" + person + "&state=RESOLVED"))
                .isEmpty();
        assertThat(listed(Acme.OWNER, "principal=" + person + "&application=other"))
                .isEmpty();
    }

    @Test
    void onlyOwnersAndAdministratorsDecideAndNeverAboutTheirOwnAccess() {
        String maintainer = engineer();
        database()
                .sql("update resource set maintainers = array[?] where name = 'service-14'")
                .param(maintainer)
                .update();
        String id = found(person, "service-14");
        String own = found(Acme.OWNER, "service-14");

        for (String other : List.of(maintainer, Acme.AUDITOR)) {
            assertThat(as(other)
                            .post(DRIFT + id + "/resolutions", body("ACCEPT"))
                            .status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(as(other).get(DRIFT + id).json().path("choices").size())
                    .as(other)
                    .isZero();
        }
        assertThat(as(person).post(DRIFT + id + "/resolutions", body("ACCEPT")).status())
                .isEqualTo(404);
        assertThat(as(Acme.OWNER)
                        .post(DRIFT + own + "/resolutions", body("ACCEPT"))
                        .status())
                .isEqualTo(403);
        assertThat(as(Acme.MANAGER)
                        .post(DRIFT + own + "/resolutions", body("ACCEPT"))
                        .status())
                .isEqualTo(200);
        assertThat(as(Acme.ADMINISTRATOR)
                        .post(DRIFT + id + "/resolutions", body("ACCEPT"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nobodyDecidesAboutAGroupThatTheyAreIn() {
        assertNobodyDecidesAboutGroupOf(Acme.OWNER, Acme.account(Acme.OWNER), "group-of-owner");
    }

    @Test
    void nobodyDecidesAboutAGroupThatTheyAreInByAnotherSpelling() {
        assertNobodyDecidesAboutGroupOf(
                Acme.OWNER, Acme.account(Acme.OWNER).toUpperCase(Locale.ROOT), "group-of-owner-spelled");
    }

    @Test
    void nobodyDecidesAboutAGroupThatTheyAreInByAnotherId() {
        // The application shows this person under another id than the directory names.
        database().sql("""
            insert into observed_account (application, account, display_name, active, seen_at, other_id)
            values ('acme', 'shown-under-this', 'Owner', true, now(), ?)
            """).param(Acme.account(person)).update();
        database()
                .sql("update resource set owners = owners || array[?]::text[] where name = 'service-14'")
                .param(person)
                .update();

        assertNobodyDecidesAboutGroupOf(person, "shown-under-this", "group-of-owner-named");
    }

    private void assertNobodyDecidesAboutGroupOf(String owner, String member, String group) {
        database().sql("""
            with team as (insert into resource (id, application, kind, external_id, path, name, sensitivity, owners,
                maintainers, tags, roles, discovered_at)
              values (gen_random_uuid(), 'acme', 'GROUP', :group, 'acme/' || :group, :group, 'INTERNAL', '{}', '{}', '{}',
                '{member}', now()) returning id)
            insert into observed_permission (resource_id, holder_kind, holder, application, display_name, role, since)
            select id, 'ACCOUNT', :member, 'acme', 'owner', 'member', now() from team
            """).param("group", group).param("member", member).update();
        UUID id = UUID.randomUUID();
        database().sql("""
            insert into drift_finding (id, resource_id, application, holder_kind, account, kind, found_role, response,
              state, grants, found_at)
            select ?, r.id, 'acme', 'GROUP', ?, 'ADDED', 'admin', 'REPORT', 'OPEN', '{}', now()
            from resource r where r.name = 'service-14' and r.kind = 'REPOSITORY'
            """).params(id, group).update();

        Response refused = as(owner).post(DRIFT + id + "/resolutions", body("ACCEPT"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(as(owner).get(DRIFT + id).json().path("choices").size()).isZero();
        assertThat(as(Acme.MANAGER)
                        .post(DRIFT + id + "/resolutions", body("ACCEPT"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsTakenAwayIsGoneSoonAndTellsWhoSaidSo() {
        bitbucket().setByHand(person, REPOSITORY, "write");
        String id = found(person, REPOSITORY);
        assertThat(as(Acme.OWNER).get(DRIFT + id).json().path("choices").valueStream())
                .extracting(JsonNode::asString)
                .containsExactly("ACCEPT", "REVOKE");

        Response ordered = as(Acme.OWNER).post(DRIFT + id + "/resolutions", body("REVOKE"));

        assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
        assertThat(ordered.header("Location")).isEqualTo(DRIFT + id);
        assertThat(ordered.json().path("ordered").asString()).isEqualTo("REVOKED");
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(as(Acme.OWNER)
                                .get(DRIFT + id)
                                .json()
                                .path("resolution")
                                .asString(""))
                        .isEqualTo("REVOKED"));
        assertThat(bitbucket().permission(person, REPOSITORY)).isEqualTo("none");
        JsonNode settled = as(Acme.OWNER).get(DRIFT + id).json();
        assertThat(settled.path("resolvedBy").asString()).isEqualTo(Acme.OWNER);
        assertThat(settled.path("comment").asString()).isEqualTo("Nobody asked for this");
    }

    @Test
    void theSameCallAgainHasItsEffectOnce() {
        String id = found(person, REPOSITORY);
        String key = UUID.randomUUID().toString();

        Response first = as(Acme.OWNER).with("Idempotency-Key", key).post(DRIFT + id + "/resolutions", body("ACCEPT"));
        Response again = as(Acme.OWNER).with("Idempotency-Key", key).post(DRIFT + id + "/resolutions", body("ACCEPT"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(as(Acme.OWNER)
                        .post(DRIFT + id + "/resolutions", body("ACCEPT"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatIsWrongIsNamed() {
        String id = found(person, REPOSITORY);

        assertThat(as(Acme.OWNER)
                        .post(DRIFT + id + "/resolutions", Map.of("resolution", "FORGET"))
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("resolution");
        assertThat(as(Acme.OWNER)
                        .post(DRIFT + id + "/resolutions", Map.of("comment", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(as(Acme.OWNER)
                        .post(DRIFT + id + "/resolutions", Map.of("resolution", "ACCEPT", "comment", "x".repeat(2001)))
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("comment");
        assertThat(as(Acme.OWNER)
                        .post(DRIFT + id + "/resolutions", body("RESTORE"))
                        .status())
                .isEqualTo(409);
        for (String wrong : List.of("state=OLD", "principal=nobody", "resource=nothing", "limit=0", "cursor=x")) {
            Response refused = as(Acme.OWNER).get("/api/v1/drift?" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().path("field").asString()).isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
        for (String unknown : List.of("nothing", "00000000-0000-7000-8000-000000000000")) {
            assertThat(as(Acme.OWNER).get(DRIFT + unknown).status()).isEqualTo(404);
        }
    }
}

package dev.hallpass.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three demo files tell of the same people and repositories. */
class DemoFilesTest {

    private static final String APPLICATION = "acme";
    private static final Set<String> SENSITIVITIES = Set.of("PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED");

    private static final String DATA_CENTER = "acme-dc";

    private final JsonNode seed = seed("embedded/bitbucket-seed.json");
    private final JsonNode dataCenter = seed("embedded/bitbucket-datacenter-seed.json");
    private final List<Person> people = read("embedded/directory.yaml", "people", Person.class);
    private final List<Entry> resources = read("embedded/catalog.yaml", "resources", Entry.class);

    record Person(
            String id,
            List<String> groups,
            String manager,
            String employment,
            List<String> onCallFor,
            Map<String, String> accounts) {}

    record Entry(String path, String application, String sensitivity, List<String> owners) {}

    @Test
    void everyAccountIsAMemberOfTheWorkspace() {
        Set<String> members = seed.get("users")
                .valueStream()
                .filter(user -> !user.get("membership").isNull())
                .map(user -> user.get("accountId").asString())
                .collect(Collectors.toSet());

        assertThat(people)
                .isNotEmpty()
                .allSatisfy(
                        person -> assertThat(members).contains(person.accounts().get(APPLICATION)));
    }

    @Test
    void thePeopleOfTheManualAreThere() {
        assertThat(people)
                .extracting(Person::id)
                .containsExactlyInAnyOrder("ada", "ken", "grace", "alan", "linus", "margaret", "barbara", "admin");
        assertThat(person("ken").employment()).isEqualTo("CONTRACTOR");
        assertThat(person("ada").manager()).isEqualTo("alan");
        assertThat(person("linus").groups()).containsExactly("security");
        assertThat(person("margaret").groups()).containsExactly("policy-owners");
        assertThat(person("barbara").groups()).containsExactly("auditors");
        assertThat(person("admin").groups()).containsExactly("administrators");
    }

    @Test
    void everyRepositoryOfTheWorkspaceIsDescribedOnceAndNoOther() {
        String workspace = seed.get("workspace").get("slug").asString();
        List<String> repositories = seed.get("repositories")
                .valueStream()
                .map(repository -> workspace + "/" + repository.get("slug").asString())
                .toList();

        assertThat(paths(APPLICATION)).containsExactlyInAnyOrderElementsOf(repositories);
        assertThat(resources).extracting(Entry::application).containsOnly(APPLICATION, DATA_CENTER);
        assertThat(resources).extracting(Entry::sensitivity).isSubsetOf(SENSITIVITIES);
        assertThat(resources).extracting(Entry::sensitivity).containsAll(SENSITIVITIES);
    }

    @Test
    void everyRepositoryOfTheDataCenterIsDescribedOnceAndNoOther() {
        List<String> repositories = dataCenter
                .get("repositories")
                .valueStream()
                .map(repository -> repository.get("project").asString() + "/"
                        + repository.get("slug").asString())
                .toList();

        assertThat(paths(DATA_CENTER)).containsExactlyInAnyOrderElementsOf(repositories);
    }

    @Test
    void everybodyHasALicenceInTheDataCenter() {
        Set<String> licensed = dataCenter
                .get("groups")
                .valueStream()
                .filter(group -> group.get("name").asString().equals("bitbucket-users"))
                .flatMap(group -> group.get("members").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.toSet());

        assertThat(people)
                .allSatisfy(person ->
                        assertThat(licensed).contains(person.accounts().get(DATA_CENTER)));
    }

    private List<String> paths(String application) {
        return resources.stream()
                .filter(entry -> entry.application().equals(application))
                .map(Entry::path)
                .toList();
    }

    @Test
    void everyOwnerIsOneOfThePeople() {
        Set<String> ids = people.stream().map(Person::id).collect(Collectors.toSet());

        assertThat(resources).allSatisfy(entry -> assertThat(ids).containsAll(entry.owners()));
        assertThat(resources).allSatisfy(entry -> assertThat(entry.owners()).isNotEmpty());
        assertThat(resource("acme/payments-api").owners()).containsExactly("grace");
    }

    @Test
    void whatPeopleAreOnCallForExists() {
        assertThat(person("ada").onCallFor()).containsExactly("acme/web-shop");
        assertThat(resource("acme/web-shop").sensitivity()).isEqualTo("INTERNAL");
    }

    private Person person(String id) {
        return people.stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Entry resource(String path) {
        return resources.stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static <T> List<T> read(String file, String key, Class<T> type) {
        try {
            List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(file, new ClassPathResource(file));
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind(key, Bindable.listOf(type))
                    .get();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode seed(String file) {
        try (InputStream source = new ClassPathResource(file).getInputStream()) {
            return JsonMapper.shared().readTree(source);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.hallpass.identity;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The people that a directory file tells of, checked.
 *
 * @param people each with a name of its own
 */
record DirectoryFile(@DefaultValue List<Person> people) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    /**
     * One person.
     *
     * @param id the login name
     * @param accounts account by application
     * @param zone the name of a time zone, such as {@code Europe/Berlin}
     */
    record Person(
            String id,
            String name,
            @DefaultValue("") String email,
            @DefaultValue Set<String> groups,
            @Nullable String manager,
            @DefaultValue("EMPLOYEE") Employment employment,
            @DefaultValue("true") boolean active,
            @DefaultValue Set<String> onCallFor,
            @DefaultValue Map<String, String> accounts,
            @Nullable String department,
            @Nullable String location,
            @Nullable String team,
            @Nullable ZoneId zone) {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException saying what is wrong in it
     */
    static DirectoryFile read(Resource file) {
        require(file.isReadable(), "%s cannot be read".formatted(file));
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(file);
        try {
            DirectoryFile directory = new Binder(
                            new MapConfigurationPropertySource(Objects.requireNonNull(yaml.getObject())))
                    .bind("", Bindable.of(DirectoryFile.class))
                    .orElseGet(() -> new DirectoryFile(List.of()));
            directory.check();
            return directory;
        } catch (YAMLException e) {
            throw new IllegalArgumentException("hallpass.identity.directory is not YAML: " + e.getMessage(), e);
        } catch (BindException e) {
            throw new IllegalArgumentException("hallpass.identity.directory: " + e.getMessage(), e);
        }
    }

    private void check() {
        Set<String> ids = new HashSet<>();
        Set<String> accounts = new HashSet<>();
        for (Person person : people) {
            require(person.id() != null && person.name() != null, "each person needs id and name");
            require(
                    ID.matcher(person.id()).matches(),
                    "the id \"%s\" is not made of 1 to 100 letters, digits and ._@-".formatted(person.id()));
            require(
                    !person.name().isBlank() && person.name().length() <= 200,
                    "the name of %s must have 1 to 200 characters".formatted(person.id()));
            require(person.email().length() <= 254, "the email of %s is too long".formatted(person.id()));
            checkPlace(person.department(), "department", person);
            checkPlace(person.location(), "location", person);
            checkPlace(person.team(), "team", person);
            require(ids.add(person.id()), "there are two people of the name " + person.id());
            person.accounts()
                    .forEach((application, account) -> require(
                            accounts.add(application + " " + account),
                            "the account %s in %s belongs to two people".formatted(account, application)));
        }
        for (Person person : people) {
            String manager = person.manager();
            require(
                    manager == null || (ids.contains(manager) && !manager.equals(person.id())),
                    "the manager %s of %s is not in the file or themselves".formatted(manager, person.id()));
        }
    }

    private static void checkPlace(@Nullable String place, String field, Person person) {
        require(
                place == null || (!place.isBlank() && place.length() <= 100),
                "the %s of %s must have 1 to 100 characters".formatted(field, person.id()));
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("hallpass.identity.directory: " + complaint);
        }
    }
}

package dev.hallpass.embedded.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.Resource;

/**
 * The people of the directory file, as far as they log in and are introduced.
 *
 * @param people in the order of the file
 */
record DemoPeople(@DefaultValue List<Person> people) {

    /**
     * One of them.
     *
     * @param id the login name, and the password
     */
    record Person(
            String id,
            String name,
            @DefaultValue Set<String> groups,
            @DefaultValue("EMPLOYEE") String employment,
            @DefaultValue Set<String> onCallFor,
            @DefaultValue("true") boolean active) {

        /** Who that is, in a line: "Ken Thompson, contractor, engineering". */
        String introduction() {
            List<String> facts = new ArrayList<>();
            facts.add(name);
            if (!"EMPLOYEE".equals(employment)) {
                facts.add("contractor");
            }
            facts.addAll(new TreeSet<>(groups));
            new TreeSet<>(onCallFor).forEach(path -> facts.add("on call for " + path));
            return String.join(", ", facts);
        }
    }

    static DemoPeople read(Resource directory) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(directory);
        Properties properties = yaml.getObject();
        return new Binder(new MapConfigurationPropertySource(properties == null ? new Properties() : properties))
                .bindOrCreate("", DemoPeople.class);
    }
}

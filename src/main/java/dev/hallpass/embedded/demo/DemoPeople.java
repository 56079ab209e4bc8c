package dev.hallpass.embedded.demo;

import java.util.List;
import java.util.Properties;
import java.util.Set;
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
            @DefaultValue("true") boolean active) {}

    static DemoPeople read(Resource directory) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(directory);
        Properties properties = yaml.getObject();
        return new Binder(new MapConfigurationPropertySource(properties == null ? new Properties() : properties))
                .bindOrCreate("", DemoPeople.class);
    }
}

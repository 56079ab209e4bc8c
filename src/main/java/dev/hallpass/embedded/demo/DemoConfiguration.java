package dev.hallpass.embedded.demo;

import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The demo accounts: everybody in the directory file logs in with the login name as the password. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("hallpass.embedded.enabled")
@ConditionalOnBooleanProperty(name = "hallpass.embedded.demo", matchIfMissing = true)
class DemoConfiguration {

    private static final int SALT_BYTES = 16;
    /**
     * HTTP Basic checks the password at each request. These passwords are in the manual, so there is nothing that a
     * slow hash could protect.
     */
    private static final int ITERATIONS = 2;

    @Bean
    DemoPeople demoPeople(@Value("${hallpass.identity.directory}") Resource directory) {
        return DemoPeople.read(directory);
    }

    @Bean
    PasswordEncoder demoPasswordEncoder() {
        String id = "demo-pbkdf2";
        PasswordEncoder encoder =
                new Pbkdf2PasswordEncoder("", SALT_BYTES, ITERATIONS, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
        return new DelegatingPasswordEncoder(id, Map.of(id, encoder));
    }

    /** Accounts without authorities: what somebody may do follows from the groups of the principal. */
    @Bean
    UserDetailsService demoAccounts(DemoPeople people, PasswordEncoder demoPasswordEncoder) {
        List<UserDetails> accounts = people.people().stream()
                .filter(DemoPeople.Person::active)
                .map(person -> User.withUsername(person.id())
                        .password(demoPasswordEncoder.encode(person.id()))
                        .authorities(List.of())
                        .build())
                .toList();
        return new InMemoryUserDetailsManager(accounts);
    }

    @Bean
    StartText startText(DemoPeople people, ObjectProvider<BitbucketStandIn> standIn, Environment environment) {
        return new StartText(people, standIn, environment);
    }

    /** Comes before the ordinary page, which knows of no demo, and adds to it. */
    @Bean
    RouterFunction<ServerResponse> startPage(
            DemoPeople people,
            ObjectProvider<BitbucketStandIn> cloud,
            ObjectProvider<DataCenterStandIn> dataCenter,
            Environment environment) {
        StartPage page = new StartPage(people, cloud, dataCenter, environment);
        RequestPredicate start = RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
                .and(RequestPredicates.path("/").or(RequestPredicates.path("/index.html")));
        return RouterFunctions.route(
                start,
                request -> ServerResponse.ok()
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .cacheControl(CacheControl.noCache())
                        .body(page.html()));
    }
}

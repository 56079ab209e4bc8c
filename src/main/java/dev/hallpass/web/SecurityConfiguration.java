package dev.hallpass.web;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * Who gets in at all. Whatever is not named here is refused.
 *
 * <p>There are no sessions and no cookies, every call proves anew who makes it, so there is no CSRF token; what a
 * browser could be made to send with HTTP Basic credentials that it keeps is refused by {@link CrossSiteFilter}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String NO_CONTENT = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    /** Swagger UI sets styles from its scripts and has its pictures as data in its style sheet. */
    private static final String OWN_CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src"
                    + " 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String[] PAGES = {
        "/", "/index.html", "/hallpass.css", "/favicon.svg", "/swagger-ui.html", "/swagger-ui/**"
    };
    private static final String[] DESCRIPTION = {"/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**"};
    private static final String[] HEALTH = {"/actuator/health", "/actuator/health/**"};
    private static final String[] OPERATION = {
        "/actuator", "/actuator/info", "/actuator/prometheus", "/actuator/metrics", "/actuator/metrics/**"
    };

    /** With accounts of our own HTTP Basic, else the bearer tokens of an identity provider. */
    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            ObjectProvider<UserDetailsService> accounts,
            ObjectProvider<JwtDecoder> decoders,
            OidcSettings settings,
            KnownViewers viewers,
            ProblemWriter writer) {
        boolean basic = accounts.getIfAvailable() != null;
        SecurityProblems problems = problems(writer, basic);
        if (basic) {
            http.httpBasic(login -> login.authenticationEntryPoint(problems));
        } else {
            BearerTokens tokens = new BearerTokens(settings);
            JwtDecoder decoder = decoders.getIfAvailable(tokens::decoder);
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(problems)
                    .accessDeniedHandler(problems)
                    .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(tokens)));
        }
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(SecurityConfiguration::headers)
                .addFilterBefore(new CrossSiteFilter(writer), AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(PAGES)
                        .permitAll()
                        .requestMatchers(DESCRIPTION)
                        .permitAll()
                        .requestMatchers(HEALTH)
                        .permitAll()
                        .requestMatchers(OPERATION)
                        .access(viewers.only(Viewer::seesEverything))
                        // Their signature says who has sent them.
                        .requestMatchers(HttpMethod.POST, "/hooks/*")
                        .permitAll()
                        .requestMatchers("/api/**")
                        .access(viewers)
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter writer) {
        return problems(writer, true);
    }

    private static SecurityProblems problems(ProblemWriter writer, boolean basic) {
        return new SecurityProblems(writer, basic ? "Basic realm=\"hallpass\", charset=\"UTF-8\"" : "Bearer");
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        StaticHeadersWriter none = new StaticHeadersWriter("Content-Security-Policy", NO_CONTENT);
        StaticHeadersWriter own = new StaticHeadersWriter("Content-Security-Policy", OWN_CONTENT);
        headers.addHeaderWriter((request, response) -> {
                    String path = request.getRequestURI();
                    boolean data = path.startsWith("/api/") || path.startsWith("/actuator");
                    (data ? none : own).writeHeaders(request, response);
                })
                .addHeaderWriter(new StaticHeadersWriter("Permissions-Policy", "interest-cohort=()"))
                .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin"))
                .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Resource-Policy", "same-origin"))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }
}

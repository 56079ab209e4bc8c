package dev.hallpass.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;

/** The description of the API, at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        // Not sent by callers but worked out from the call.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Viewer.class, ApiCall.class);
    }

    private static final String ABOUT = """
        Just-in-time access for Bitbucket: ask for a role on a repository for a while and say why; a policy decides who \
        must agree; the access appears in Bitbucket when they do, and is gone when the time is up.

        * Every error is a problem as of RFC 9457 (`application/problem+json`); its `type` is stable, its `field` names \
        what was wrong and its `expected` what would be right.
        * Lists are paged: pass `nextCursor` of one page as `cursor` of the next. There is no total.
        * Times are ISO-8601 in UTC, durations are ISO-8601 (`PT2H`).
        * Every `POST` takes an `Idempotency-Key`: made again with the same key, a call has its effect once and gets \
        the same answer, with the header `Idempotent-Replayed: true`.
        * `X-Request-Id` is taken from the call, or made up, and given back; the log and the audit trail have it too.
        * What you may not see is answered with 404, what you may see but not do with 403.
        """;

    @Bean
    OpenAPI openApi(ObjectProvider<UserDetailsService> accounts) {
        boolean basic = accounts.getIfAvailable() != null;
        String scheme = basic ? "basic" : "bearer";
        return new OpenAPI()
                .info(new Info()
                        .title("Hallpass")
                        .version("1")
                        .summary("Just-in-time access for Bitbucket")
                        .description(ABOUT)
                        .license(new License().name("Apache 2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This Hallpass")))
                .tags(List.of(
                        tag("Requests", "Ask for access, decide, look how it went."),
                        tag("Grants", "What is in force, and ending it."),
                        tag("Catalog", "What can be asked for."),
                        tag("Access", "Who has what by which path, and until when."),
                        tag("Drift", "What was changed by hand; for those who answer for the resources."),
                        tag("Applications", "What is connected, and how it stands."),
                        tag("Facts", "What policies look at, told by other systems."),
                        tag("Policies", "What a policy does, before it takes effect."),
                        tag("Audit", "The trail; for auditors and administrators."),
                        tag("Me", "Who you are here.")))
                .components(new Components().addSecuritySchemes(scheme, scheme(basic)))
                .addSecurityItem(new SecurityRequirement().addList(scheme));
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }

    private static SecurityScheme scheme(boolean basic) {
        return basic
                ? new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description("The demo accounts: the password is the name.")
                : new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("An access token of the identity provider.");
    }

    @Bean
    GlobalOpenApiCustomizer commonParts() {
        return new OpenApiCommonParts();
    }
}

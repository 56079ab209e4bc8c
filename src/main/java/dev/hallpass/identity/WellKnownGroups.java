package dev.hallpass.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The groups that carry rights in Hallpass itself.
 *
 * @param auditors see everything and change nothing
 * @param administrators see everything and may end any access
 * @param policyOwners look after the policy
 */
@ConfigurationProperties("hallpass.identity.groups")
public record WellKnownGroups(
        @DefaultValue("auditors") String auditors,
        @DefaultValue("administrators") String administrators,
        @DefaultValue("policy-owners") String policyOwners) {}

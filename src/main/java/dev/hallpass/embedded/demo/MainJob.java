package dev.hallpass.embedded.demo;

import java.util.List;

/**
 * The main job as three lines for a shell: somebody asks, somebody approves, somebody looks.
 *
 * @param api where Hallpass's API is
 * @param bitbucket where the stand-in is
 */
record MainJob(String api, String bitbucket) {

    /** The three lines. */
    List<String> lines() {
        return List.of(ask(), approve(), look());
    }

    String ask() {
        return """
            curl -u ada:ada -H 'Content-Type: application/json' -d '{"entitlements":[{"resource":"payments-api","role":"write"}],"duration":"PT2M","justification":"Fix the failed payout job"}' %s/requests\
            """.formatted(api);
    }

    String approve() {
        return """
            until id=$(curl -s -u grace:grace '%s/requests?assignedTo=me' | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4); [ -n "$id" ]; do sleep 1; done; curl -u grace:grace -H 'Content-Type: application/json' -d '{"decision":"APPROVE","comment":"Go ahead"}' %s/requests/$id/decisions\
            """.formatted(api, api);
    }

    String look() {
        return """
            sleep 3; curl -s -u hallpass-bot@acme.example:demo-token %s/2.0/repositories/acme/payments-api/permissions-config/users/557058:ada; echo; curl -s -u barbara:barbara '%s/audit/export?principal=ada'\
            """.formatted(bitbucket, api);
    }
}

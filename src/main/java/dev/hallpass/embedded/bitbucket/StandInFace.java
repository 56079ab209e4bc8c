package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.Reply;
import dev.hallpass.embedded.bitbucket.http.StandInApi;
import java.time.Duration;

/** Bitbucket Cloud's two versions of the API, and what no Bitbucket has. */
record StandInFace(BitbucketApi api, ControlEndpoints controls, OverviewPage overview) implements StandInApi {

    @Override
    public boolean has(String firstSegment) {
        return firstSegment.equals("2.0") || firstSegment.equals("1.0");
    }

    @Override
    public Reply answer(HttpCall call, Duration age) {
        return api.answer(call, age);
    }

    @Override
    public String operation(HttpCall call) {
        return api.operation(call);
    }

    @Override
    public Reply control(HttpCall call) {
        return controls.answer(call);
    }

    @Override
    public String page() {
        return overview.html();
    }
}

package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.Reply;
import dev.hallpass.embedded.bitbucket.http.StandInApi;
import java.time.Duration;

/** Data Center's API, and what no Bitbucket has. */
record StandInFace(DataCenterApi api, ControlEndpoints controls, OverviewPage overview) implements StandInApi {

    @Override
    public boolean has(String firstSegment) {
        return firstSegment.equals("rest");
    }

    @Override
    public Reply answer(HttpCall call, Duration age) {
        return api.answer(call, age);
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

package dev.hallpass.embedded.bitbucket.http;

import java.time.Duration;

/** What one kind of Bitbucket offers over HTTP. */
public interface StandInApi {

    /** Whether a path that starts with this segment belongs to the API itself: faults and the journal are for these. */
    boolean has(String firstSegment);

    /**
     * Answers a call of the API; refusals are replies too.
     *
     * @param age how old the answer may be
     */
    Reply answer(HttpCall call, Duration age);

    /** What a call asks for, without whom and what it concerns, so that calls can be counted by it. */
    default String operation(HttpCall call) {
        return call.method() + " /" + String.join("/", call.path());
    }

    /** Answers a call of {@code /_control}. */
    Reply control(HttpCall call);

    /** The page for a person with a browser. */
    String page();
}

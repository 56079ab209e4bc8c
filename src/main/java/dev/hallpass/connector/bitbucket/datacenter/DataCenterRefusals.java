package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import dev.hallpass.connector.http.Refusals;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How Bitbucket Data Center says no. */
final class DataCenterRefusals extends Refusals {

    DataCenterRefusals(String application) {
        super(application);
    }

    @Override
    protected String words(JsonNode body) {
        StringBuilder words = new StringBuilder();
        for (JsonNode error : body.path("errors")) {
            String exception = error.path("exceptionName").asString("");
            words.append(words.isEmpty() ? "" : "; ")
                    .append(error.path("message").asString(""));
            if (!exception.isEmpty()) {
                words.append(" (")
                        .append(exception.substring(exception.lastIndexOf('.') + 1))
                        .append(')');
            }
        }
        return words.toString();
    }

    /** 401 also means that an accepted credential may not do this. */
    @Override
    public boolean credentialRefused(Answer answer) {
        return answer.status() == 401 && !credentialLacksRight(answer);
    }

    @Override
    public boolean credentialLacksRight(Answer answer) {
        return answer.status() == 401 && notPermitted(answer);
    }

    @Override
    public ConnectorException of(Call call, Answer answer) {
        if (credentialLacksRight(answer)) {
            return new ConnectorException.Forbidden(message(call, answer), true);
        }
        if (answer.status() == 403 && aboutLicence(answer)) {
            return new ConnectorException.SeatLimitReached(message(call, answer));
        }
        if (answer.status() == 403 && answer.text().contains("reduce")) {
            return new ConnectorException.Rejected(message(call, answer));
        }
        return super.of(call, answer);
    }

    private static boolean notPermitted(Answer answer) {
        return answer.text().contains("AuthorisationException");
    }

    private static boolean aboutLicence(Answer answer) {
        String text = answer.text().toLowerCase(Locale.ROOT);
        return text.contains("license") || text.contains("licence") || text.contains("licensing");
    }
}

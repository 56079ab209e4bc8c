package dev.hallpass.web;

import dev.hallpass.catalog.Discoveries;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.WebhookDelivery;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where applications tell of changes by themselves. Nobody logs in here: what counts is the signature. A delivery makes
 * something be read again, and nothing else, so that one that is sent twice does no harm.
 */
@RestController
class WebhookController {

    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

    /** A push with many commits is large; more than this is none of ours. */
    private static final int LONGEST_BODY = 1 << 20;

    private final Discoveries discoveries;

    WebhookController(Discoveries discoveries) {
        this.discoveries = discoveries;
    }

    @PostMapping("/hooks/{application}")
    ResponseEntity<Void> take(@PathVariable String application, HttpServletRequest request) throws IOException {
        try {
            discoveries.told(application, new WebhookDelivery(headers(request), body(request)));
        } catch (ConnectorException.Unauthenticated e) {
            log.atWarn()
                    .addKeyValue("application", application)
                    .log("A webhook delivery was refused: {}", e.getMessage());
            throw unsigned();
        } catch (ConnectorException e) {
            log.atWarn()
                    .addKeyValue("application", application)
                    .log("A webhook delivery could not be read: {}", e.getMessage());
            throw ProblemException.invalid(
                    "body", "This delivery cannot be read.", "an event as the application sends it");
        } catch (ProblemException e) {
            // Which applications there are is told to nobody who cannot sign.
            throw e.kind() == ProblemKind.NOT_FOUND ? unsigned() : e;
        }
        return ResponseEntity.noContent().build();
    }

    private static ProblemException unsigned() {
        return new ProblemException(
                ProblemKind.UNAUTHENTICATED, "The delivery is not signed by this application.", null, null);
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw ProblemException.invalid(
                    "body", "The body is larger than is taken here.", "at most %d bytes".formatted(LONGEST_BODY));
        }
        return body;
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }
}

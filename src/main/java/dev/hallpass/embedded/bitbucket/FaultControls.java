package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.Fault;
import dev.hallpass.embedded.bitbucket.http.Faults;
import dev.hallpass.embedded.bitbucket.http.RandomFaultSettings;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.security.SecureRandom;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Switches what goes wrong, on purpose and by chance. */
final class FaultControls {

    private final Faults faults;

    FaultControls(Faults faults) {
        this.faults = faults;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", "faults", request -> Reply.ok(StateDump.faults(request.json(), faults))),
                ControlRoute.of("POST", "faults", this::switchOn),
                ControlRoute.doing("DELETE", "faults", request -> faults.clear()),
                ControlRoute.doing("DELETE", "faults/{id}", this::switchOff),
                ControlRoute.of("GET", "late-writes", request -> lateWrites()),
                ControlRoute.doing(
                        "POST", "late-writes", request -> faults.late().landAll()),
                ControlRoute.of("GET", "random-faults", this::byChance),
                ControlRoute.of("PUT", "random-faults", this::letChance),
                ControlRoute.doing("DELETE", "random-faults", request -> faults.byChance(RandomFaultSettings.NONE)));
    }

    private Reply switchOn(ControlRoute.Request request) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        return Reply.json(
                201,
                document.put("id", faults.switchOn(request.body(Fault.class)).id()));
    }

    private void switchOff(ControlRoute.Request request) {
        String id = request.variable("id");
        if (!id.matches("[0-9]{1,18}") || !faults.switchOff(Long.parseLong(id))) {
            throw RefusedException.of(404, "There is no fault " + id + ".");
        }
    }

    private Reply lateWrites() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        return Reply.ok(document.put("pending", faults.late().pending()));
    }

    private Reply byChance(ControlRoute.Request request) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("settings", request.tree(faults.byChance()));
        document.set("hits", request.tree(faults.hitsByChance()));
        return Reply.ok(document);
    }

    private Reply letChance(ControlRoute.Request request) {
        ObjectNode usual = request.json().valueToTree(RandomFaultSettings.NONE);
        // One that fits into what JavaScript and jq call a number.
        usual.put("seed", new SecureRandom().nextInt(1, Integer.MAX_VALUE));
        faults.byChance(request.bodyOver(usual, RandomFaultSettings.class));
        return Reply.ok(request.tree(faults.byChance()));
    }
}

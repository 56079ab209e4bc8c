package dev.hallpass.embedded.engine;

/** Small decisions and forms to deploy. */
final class Resources {

    private Resources() {}

    static String decision(String approver) {
        return """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="policy" name="Policy" namespace="test">
              <decision id="route" name="Route">
                <decisionTable id="table" hitPolicy="FIRST">
                  <input id="role-input" label="role"><inputExpression id="role-expression"><text>role</text></inputExpression></input>
                  <output id="approver-output" name="approver" typeRef="string" />
                  <rule id="write-rule">
                    <inputEntry id="write-entry"><text>"write"</text></inputEntry>
                    <outputEntry id="write-approver"><text>"%s"</text></outputEntry>
                  </rule>
                </decisionTable>
              </decision>
            </definitions>
            """.formatted(approver);
    }

    static String form(String label) {
        return """
            {"id": "decide", "type": "default", "schemaVersion": 18, "executionPlatform": "Camunda Cloud",
             "executionPlatformVersion": "8.8.0", "components": [{"type": "text", "id": "t", "text": "%s"}]}
            """.formatted(label);
    }
}

// What the bundle offers to the JVM: a global function lint(xml, configurations) that gives a promise of the findings
// as JSON: [{ "rule", "category", "id", "message" }]. Faults of the XML itself are findings of the rule "import".
import { BpmnModdle } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import modeler from 'modeler-moddle/resources/modeler.json';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { packages } from 'lint-rules';

const resolver = {
  resolveRule(pkg, name) {
    return packages[pkg].rules[name];
  },
  resolveConfig(pkg, name) {
    return packages[pkg].configs[name];
  },
};

globalThis.lint = async function lint(xml, configurations) {
  const { rootElement, warnings } = await new BpmnModdle({ zeebe, modeler }).fromXML(xml);
  const results = await new Linter({ config: { extends: configurations }, resolver }).lint(rootElement);

  return JSON.stringify([
    ...warnings.map(({ message }) => ({ rule: 'import', category: 'error', id: null, message })),
    ...Object.entries(results).flatMap(([rule, reports]) =>
      reports.map(({ category, id, message }) => ({ rule, category, id: id ?? null, message })),
    ),
  ]);
};

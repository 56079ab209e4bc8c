// Writes ../resources/bpmnlint/bpmnlint.js, and LICENSES.txt beside it from what really went into it.
import { build } from 'esbuild';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const target = '../resources/bpmnlint/';
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

// The rules are loaded by name at run time; a bundle needs them named at build time.
const rules = {
  name: 'rules',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^lint-rules$/ }, () => ({ path: 'lint-rules', namespace: 'rules' }));
    onLoad({ filter: /.*/, namespace: 'rules' }, () => ({ contents: rulesModule(), resolveDir: process.cwd() }));
  },
};

function rulesModule() {
  const plugin = require('bpmnlint-plugin-camunda-compat');
  const own = readdirSync('node_modules/bpmnlint/rules')
    .filter((file) => file.endsWith('.js') && file !== 'helper.js')
    .map((file) => file.slice(0, -3));
  const camunda = Object.entries(plugin.rules).filter(([, path]) => path.startsWith('./rules/camunda-cloud/'));
  const entries = (names) => names.map(([name, path]) => `${JSON.stringify(name)}: require(${JSON.stringify(path)}),`);

  return `
    const camunda = require('bpmnlint-plugin-camunda-compat');
    const packages = {
      'bpmnlint': {
        configs: { recommended: require('bpmnlint/config/recommended') },
        rules: { ${entries(own.map((name) => [name, `bpmnlint/rules/${name}.js`])).join('\n')} },
      },
      'bpmnlint-plugin-camunda-compat': {
        configs: camunda.configs,
        rules: { ${entries(camunda.map(([name, path]) => [name, `bpmnlint-plugin-camunda-compat/${path}`])).join('\n')} },
      },
    };
    module.exports = { packages };`;
}

const result = await build({
  entryPoints: ['lint.mjs'],
  outfile: `${target}bpmnlint.js`,
  bundle: true,
  minify: true,
  charset: 'utf8',
  format: 'iife',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  banner: { js: '/* Built by src/test/bpmnlint/build.mjs; licences in LICENSES.txt. */' },
  plugins: [rules],
});

// @bpmn-io/semver-compat carries a copy of semver inside its own file.
const packages = [
  ...new Set([
    'semver',
    ...Object.keys(result.metafile.inputs)
      .map((input) => input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
      .filter(Boolean),
  ]),
].sort();

const notices = packages.map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`));
  if (!permissive.includes(license)) {
    throw new Error(`${name} ${version} is under ${license}`);
  }
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].find((candidate) => existsSync(`${folder}/${candidate}`));
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `(the package names its licence and holds no text of it)`;
  return { name, version, license, text };
});

writeFileSync(
  `${target}LICENSES.txt`,
  notices.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`),
);
for (const { name, version, license } of notices) {
  console.log(`${name} ${version} ${license}`);
}

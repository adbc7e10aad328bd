import type { Sandbox } from '../../world/sandbox.js';

/** Folder of the standard's package in the platform team's workspace. */
export const folder = 'packages/ci-standard';

/** An artefact of the company's own, which reads an option of the manifest. */
const runbook = (option: string): string => `'use strict';
const { defineArtefact } = require('@org/ci-standard');
exports.runbook = defineArtefact({
  id: 'runbook',
  scope: 'service',
  render: ({ service, directory }) => [
    {
      path: \`\${directory}/RUNBOOK.md\`,
      text: \`# \${service.name}\\n\\nWhoever is on call: \${service.options?.${option}}.\\n\`,
      ownership: 'managed',
    },
  ],
});
`;

const option = (name: string): string => `
options:
  ${name}: { values: [bronze, gold], default: bronze, description: How fast somebody is woken up }
`;

const renamed = `
migrations:
  - version: 2.0.0
    id: tier-is-level
    description: The option tier is called level
    manifest:
      - { op: rename, at: options.tier, to: level }
    nextSteps: [Tell the people on call]
`;

const hardened = (grace: number): string => `
overrides:
  - file: k8s/base/deployment.yaml
    op: replace
    at: spec.template.spec.terminationGracePeriodSeconds
    value: ${grace}
    reason: connections are drained before the pod goes
  - file: k8s/base/deployment.yaml
    op: add
    at: spec.template.spec.securityContext.supplementalGroupsPolicy
    value: Strict
    reason: groups of the image are no groups of the pod
  - file: .github/workflows/ci.yml
    op: add
    at: jobs.verify.steps
    after: checkout
    value: { id: licences, name: Check licences, run: npx --no license-check }
`;

/** Images of 2.0.0; tags that only the test's registry has. */
export const newImages = {
  postgres: 'postgres:17.99-trixie',
  runtime: 'gcr.io/distroless/nodejs24-debian13:nonroot-99',
} as const;
const bumped = `
pins:
  images: { postgres: '${newImages.postgres}' }
stacks:
  images:
    node-api: { runtime: '${newImages.runtime}' }
`;

interface Version {
  /** What standard.yaml says besides what was scaffolded. */
  readonly data: string;
  /** The changelog's entry. */
  readonly says: string;
  readonly files: Readonly<Record<string, string>>;
}

export const versions = {
  '1.0.0': {
    data: option('tier'),
    says: 'First version.',
    files: { 'artefacts/runbook.js': runbook('tier') },
  },
  '2.0.0': {
    data: option('level') + renamed + hardened(60) + bumped,
    says: 'Groups are strict, licences are checked, `tier` is called `level`.',
    files: { 'artefacts/runbook.js': runbook('level') },
  },
  '2.1.0': {
    data: option('level') + renamed + hardened(75) + bumped,
    says: 'Pods have more time to drain.',
    files: {},
  },
} as const satisfies Record<string, Version>;
export type VersionName = keyof typeof versions;

const listed = '{ add: [codeowners], replace: [] }';

/** The scaffold's code with the company's artefacts. */
export const withArtefacts = (index: string): string =>
  index
    .replace("require('./artefacts/codeowners');", "$&\nconst { runbook } = require('./artefacts/runbook');")
    .replace(listed, '{ add: [codeowners, runbook], replace: [] }');

const entry = (version: string): string =>
  `"upgrade-${version}": { "version": "${version}", "description": "${version}", "implementation": "./migrations/upgrade" },`;

/** What the platform team edits for a version, up to the release. */
export async function writeVersion(platform: Sandbox, version: VersionName, scaffold: string): Promise<void> {
  const { data, says, files } = versions[version];
  await platform.write(`${folder}/standard.yaml`, scaffold + data);
  for (const [path, text] of Object.entries(files)) await platform.write(`${folder}/${path}`, text);
  await platform.edit(`${folder}/CHANGELOG.md`, (text) =>
    text.replace(/^## \[/m, `## [${version}] - 2026-11-21\n\n### Changed\n\n- ${says}\n\n$&`),
  );
  await platform.edit(`${folder}/migrations.json`, (text) =>
    text.replace('"generators": {', `$&\n    ${entry(version)}`),
  );
}

import type { Tree } from '@nx/devkit';
import { readText } from '../workspace/manifests';
import { writeFiles } from '../workspace/apply';

const heading = '## Services';

const section = `${heading}

\`\`\`
npx nx g @org/ci:service payments          # a service of your own
npx nx run payments:test
(cd apps/payments && docker compose up --build --wait)
npx nx affected -t lint test publish       # what changed: checked, built, scanned, published
npx nx run payments:promote --to=staging
npx nx sync                                # after an edit of a service.yaml or of ci.yaml
\`\`\`

\`ci.yaml\` holds the workspace's decisions: set \`registry\` before the first \`publish\`. Each \`service.yaml\` describes a
service; Dockerfile, compose files, Kubernetes manifests and workflows follow from it. Receipts (digest, tags, scan) are
in \`dist/ci/<service>/\`. The documentation is in \`node_modules/@org/ci/docs\`.
`;

/** Tells a new workspace's README of its services, once: from then on it is the user's. */
export function writeReadme(tree: Tree): void {
  const before = readText(tree, 'README.md') ?? '# Workspace\n';
  if (before.includes(heading)) return;
  writeFiles(tree, [{ path: 'README.md', text: `${before.trimEnd()}\n\n${section}` }]);
}

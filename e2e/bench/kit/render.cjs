/* global module, require */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { createHash } = require('node:crypto');
const { ok, parseService, parseWorkspace, partsOf, unwrap } = require('@org/ci-core');
const { loadStandards } = require('@org/ci-standard');

const text = (tree, path) => tree.read(path, 'utf-8');

/** What re-synthesis does: every file is rendered and written over; no lock, no base, and edits are lost. */
module.exports = async (tree) => {
  const workspace = unwrap(parseWorkspace(text(tree, 'ci.yaml'), 'ci.yaml'));
  const standards = unwrap(loadStandards(tree.root, workspace));
  const found = tree.children('apps').map((name) => {
    const directory = `apps/${name}`;
    const path = `${directory}/service.yaml`;
    return { service: unwrap(parseService(text(tree, path), path)), directory };
  });
  const { parts } = partsOf({
    workspace,
    standardFor: () => ok(standards.workspace),
    engine: () => undefined,
    pins: JSON.parse(text(tree, '.ci/pins.json')),
    found,
    complete: true,
    hash: (one) => createHash('sha256').update(one).digest('hex'),
  });
  for (const part of parts)
    for (const file of part.render(new Set()).files)
      if (file.ownership !== 'seeded') tree.write(file.path, file.text);
};

/* global module, require, __dirname */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** image.json beside this file says which image every service is given. */
const given = () => JSON.parse(readFileSync(join(__dirname, 'image.json'), 'utf8'));

const passed = (service) => ({ schema: 1, service, digest: given().digest, pass: true });

/** Receipts of an image that passed everything, as the executors would have written them. */
const receipts = {
  image: (service) => {
    const { registry, mediaType, digest, platform, size } = given();
    const platforms = [{ platform, digest, size }];
    return { schema: 1, service, repository: `${registry}/${service}`, digest, mediaType, platforms };
  },
  smoke: (service) => ({
    ...passed(service),
    checks: [],
    healthyAfterMs: 1,
    stoppedAfterMs: 1,
    memoryBytes: 1,
  }),
  size: (service) => {
    const bytes = { budgetBytes: 1e6, overBaseBytes: 1, totalBytes: 1 };
    return { ...passed(service), ...bytes, layers: [], packages: [] };
  },
  scan: (service, root) => {
    const policy = JSON.parse(readFileSync(join(root, 'dist/ci/policy.json'), 'utf8'));
    return { ...passed(service), policy, scanned: [], findings: [], waived: [], reasons: [] };
  },
};

module.exports.batchImplementation = async function* ({ tasks }, _options, _overrides, { root }) {
  for (const [id, { target }] of Object.entries(tasks)) {
    const folder = join(root, 'dist/ci', target.project);
    mkdirSync(folder, { recursive: true });
    const receipt = receipts[target.target](target.project, root);
    writeFileSync(join(folder, `${target.target}.json`), `${JSON.stringify(receipt, null, 2)}\n`);
    yield await Promise.resolve({ task: id, result: { success: true, terminalOutput: '' } });
  }
};

module.exports.implementation = () => Promise.reject(new Error('runs in batches only'));

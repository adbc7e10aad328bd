/* global exports, require */
/* eslint-disable @typescript-eslint/no-require-imports -- read as CommonJS */
const { extendStandard, standard: base } = require('@org/ci-standard');
const { name, version } = require('./package.json');

const minor = Number(version.split('.')[1]);
const digest = `sha256:${String(minor).padStart(64, '0')}`;
const image = 'node:24-trixie-slim';
const replace = (file, at, value) => ({ file, op: 'replace', at, value });

/**
 * A company's standard of which every version says something else: an image (Dockerfile), a label (every Kubernetes
 * object), values of a deployment and of compose.
 */
exports.standard = extendStandard(base, {
  name,
  version,
  data: {
    pins: { digests: { [image]: digest }, resolved: { [`${image}@${digest}`]: '2026-01-01' } },
    labels: { 'example.com/standard': version },
    overrides: [
      replace('k8s/base/deployment.yaml', 'spec.revisionHistoryLimit', minor + 1),
      replace('compose.yaml', 'services.app.pids_limit', 100 + minor),
    ],
  },
});

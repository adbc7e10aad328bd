// @ts-check
'use strict';

const { extendStandard, readExtension, standard: base } = require('@org/ci-standard');
const { codeowners } = require('./artefacts/codeowners');

/** What this package says: the data of standard.yaml, and code where data cannot say it. */
const extension = readExtension(__dirname, {
  stacks: { add: [], replace: [] },
  artefacts: { add: [codeowners], replace: [] },
});

/** For whoever combines several packages: extendStandard(base, one.extension, other.extension). */
exports.extension = extension;

/** What services follow whose ci.yaml names this package. */
exports.standard = extendStandard(base, extension);

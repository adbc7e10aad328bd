// @ts-check
'use strict';

const { checkVersion } = require('@org/ci-standard/testing');
const { afterAllProjectsVersioned, default: JsVersionActions } = require('@nx/js/src/release/version-actions');

exports.afterAllProjectsVersioned = afterAllProjectsVersioned;

/** How `nx release` versions this package (nx.json): not before its changelog and its migration are written. */
exports.default = class extends JsVersionActions {
  /** @type {import('@nx/js/src/release/version-actions').default['updateProjectVersion']} */
  async updateProjectVersion(tree, version) {
    checkVersion(__dirname, version);
    return super.updateProjectVersion(tree, version);
  }
};

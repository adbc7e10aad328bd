// @ts-check
'use strict';

const { name, version } = require('../package.json');

/**
 * `nx migrate` runs this for every version on the way: the workspace's services move to the one that is installed.
 * What a merge cannot know (a renamed option, a moved file) goes into a migration of its own, before this one.
 */
exports.default = (/** @type {import('@nx/devkit').Tree} */ tree) =>
  require('@org/ci/migrations').upgrade(tree, { standard: name, to: version });

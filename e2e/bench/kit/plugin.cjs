/* global module, require */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { dirname } = require('node:path');

/** Names a project for every file that our plugin looks at, and reads none of them. */
module.exports.createNodes = [
  '{ci.yaml,service.yaml,**/service.yaml}',
  (files) =>
    files
      .filter((file) => file.includes('/'))
      .map((file) => [
        file,
        { projects: { [dirname(file)]: { root: dirname(file), name: dirname(file).split('/').pop() } } },
      ]),
];

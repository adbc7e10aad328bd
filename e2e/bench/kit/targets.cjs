/* global module, require, process */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { basename, dirname } = require('node:path');

/** What our plugin infers, without its work: asked once, then given to every service under its own name. */
module.exports.createNodes = [
  '{ci.yaml,service.yaml,**/service.yaml}',
  async (files, options, context) => {
    const { createNodes } = require(require.resolve('@org/ci', { paths: [process.cwd()] }));
    const services = files.filter((file) => file.includes('/'));
    const [first = ''] = services;
    const text = JSON.stringify(await createNodes[1]([first, 'ci.yaml'], options, context));
    const [own, node] = JSON.parse(text);
    const one = JSON.stringify(node);
    const name = basename(dirname(first));
    return [own, ...services.map((file) => JSON.parse(one.replaceAll(name, basename(dirname(file)))))];
  },
];

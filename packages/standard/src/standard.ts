import { createRequire } from 'node:module';
import { emptyStandard, extendStandard, type Standard, type StandardFile } from '@org/ci-core';
import { artefacts, stacks } from '@org/ci-templates';
import file from './standard.json';

/** Its version is the package's: what the lock records. */
const { name, version } = createRequire(__filename)('../package.json') as { name: string; version: string };

/** Read by every process of Nx: a test holds it to its schema, so that none has to check it again. */
const data: StandardFile = file;

/** What services are held to where a company has no standard of its own; made as theirs are, out of nothing. */
export const standard: Standard = extendStandard(emptyStandard, {
  name,
  version,
  data,
  stacks: { add: stacks },
  artefacts: { add: artefacts },
});

// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { join } = require('node:path');
const { test } = require('node:test');
const { checkStandard } = require('@org/ci-standard/testing');
const { standard } = require('../index.js');

test('every stack and artefact renders as the goldens say, every pin is one, every version is explained', () => {
  checkStandard(standard, { folder: join(__dirname, '..'), goldens: 'test/goldens' });
});

const codeowners = standard.artefacts.find(({ id }) => id === 'codeowners');

test('a service’s own owner comes after the standard’s', { skip: !codeowners }, () => {
  const service = { service: { name: 'a', owner: '@us/team' }, directory: 'apps/a' };
  // @ts-expect-error: the artefact reads no more than this
  const [file] = codeowners?.render({ standard, services: [service] }) ?? [];
  assert.match(file?.text ?? '', /(^|\n)\/apps\/a\/ @us\/team\n$/);
});

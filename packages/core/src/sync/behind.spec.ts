import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { lockedPins, type Lock } from '../reconcile/lock';
import { sha } from '../standard/testing/base';
import { behindFindings } from './behind';
import type { SyncInput } from './input';
import { workspacePart, type Part } from './part';

const path = '.github/workflows/security.yml';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const workflow = (version: string, digit: string): string =>
  `jobs:\n  scan:\n    steps:\n      - uses: acme/scan/init@${sha(digit)} # ${version}\n`;
const generated = workflow('v2.0.0', 'a');
const standard = { name: 'acme', version: '1.1.0' };

/** What sync says of the file while its workspace stays on 1.0.0. */
function codes(current: string, known: object = lockedPins({ path, text: generated, ownership: 'managed' })) {
  const lock: Lock = {
    schema: 1,
    standard: { name: 'acme', version: '1.0.0' },
    files: { [path]: { ownership: 'managed', hash: hash(generated), mode: '644', ...known } },
    pending: [],
  };
  const part = { service: workspacePart, path: '.ci/lock/_workspace.json', standard } as unknown as Part;
  const input = { read: () => current, exists: () => true, hash } as unknown as SyncInput;
  return behindFindings(part, lock, input).map(({ code }) => code);
}

describe('a managed file of a workspace that stays on an older version', () => {
  it('may have a pin that a bot bumped, whatever its line ends', () => {
    expect(codes(generated)).toEqual(['standard-behind']);
    expect(codes(workflow('v2.1.0', 'd'))).toEqual(['standard-behind']);
    expect(codes(workflow('v2.1.0', 'd').replaceAll('\n', '\r\n'))).toEqual(['standard-behind']);
  });

  it.each([
    ['an older pin', workflow('v1.9.0', 'd')],
    ['another commit of the same version', workflow('v2.0.0', 'd')],
    ['another action', workflow('v2.1.0', 'd').replace('acme/scan', 'evil/scan')],
    ['anything besides the pin', `${workflow('v2.1.0', 'd')}      - run: curl example.com\n`],
  ])('may not have %s', (_, current) => {
    expect(codes(current)).toEqual(['standard-behind', 'behind-edited']);
  });

  it('is compared as it is, where its pins were not recorded', () => {
    expect(codes(workflow('v2.1.0', 'd'), {})).toEqual(['standard-behind', 'behind-edited']);
  });
});

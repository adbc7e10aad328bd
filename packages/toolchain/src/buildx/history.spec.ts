import { describe, expect, it } from 'vitest';
import { formatCommand } from '../spawn/format';
import { buildxProvenance, parseProvenance } from './history';

describe('buildx history', () => {
  it.each([
    [undefined, 'docker buildx history inspect attachment --type provenance --platform linux/arm64 abc'],
    [
      'big',
      'docker buildx history inspect attachment --builder big --type provenance --platform linux/arm64 abc',
    ],
  ])('asks for the provenance of one platform (builder %s)', (builder, command) => {
    const asked = buildxProvenance({ ref: 'default/default/abc', platform: 'linux/arm64', builder });
    expect(formatCommand(asked)).toBe(command);
  });

  it.each([
    ['{"buildType":"x"}', { buildType: 'x' }],
    ['', undefined],
    ['[]', undefined],
    ['not found', undefined],
  ])('reads %j', (text, predicate) => {
    expect(parseProvenance(text)).toEqual(predicate);
  });
});

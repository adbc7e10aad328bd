import { describe, expect, it } from 'vitest';
import { formatCommand } from '../spawn/format';
import { dockerListLabelled, dockerTop, parseImageUser, parseLabelled, parseTop } from './watch';

describe('watching containers', () => {
  it('asks for numeric users', () => {
    expect(formatCommand(dockerTop('c'))).toBe('docker top c -eo pid,uid');
    expect(parseTop('    PID   UID\n   4711 65532\n   4712     0\n')).toEqual([65_532, 0]);
    expect(parseTop('')).toEqual([]);
  });

  it('lists what has a label', () => {
    expect(dockerListLabelled('network', 'a=b', 'c').args).toEqual([
      'network',
      'ls',
      '--no-trunc',
      '--filter',
      'label=a=b',
      '--format',
      '{{.ID}} {{.Label "c"}}',
    ]);
    expect(dockerListLabelled('container', 'a=b', 'c').args).toContain('--all');
    expect(parseLabelled(`${'a'.repeat(64)} 12\n${'b'.repeat(12)} \nnonsense\n`)).toEqual([
      { id: 'a'.repeat(64), value: '12' },
      { id: 'b'.repeat(12), value: '' },
    ]);
  });

  it.each([
    ['[{"Config":{"User":"65532"}}]', { ok: true, value: '65532' }],
    ['[{"Config":{}}]', { ok: true, value: '' }],
  ])('user of %s', (text, result) => {
    expect(parseImageUser(text)).toEqual(result);
  });

  it.each(['[]', '', '{}'])('no user in %s', (text) => {
    expect(parseImageUser(text)).toMatchObject({ ok: false });
  });
});

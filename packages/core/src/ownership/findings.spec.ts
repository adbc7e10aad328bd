import { describe, expect, it } from 'vitest';
import { ejectedFiles } from './ejection';
import { ejectionFindings, type EjectionInput } from './findings';

const mine = { owner: 'service', reason: 'own base image', until: '2027-01-31' } as const;
const input = (more: Partial<EjectionInput> = {}): EjectionInput => ({
  manifest: { files: { Dockerfile: mine } },
  directory: 'apps/a',
  service: 'a',
  rendered: ['apps/a/Dockerfile', 'apps/a/compose.yaml'],
  today: '2027-01-31',
  ...more,
});
const codes = (more: Partial<EjectionInput> = {}) => ejectionFindings(input(more)).map(({ code }) => code);

it('names ejected files from the root, with why and until when', () => {
  const files = { Dockerfile: mine, 'compose.yaml': { owner: 'standard' } } as const;
  expect([...ejectedFiles({ files }, 'apps/a')]).toEqual([
    ['apps/a/Dockerfile', { reason: 'own base image', until: '2027-01-31' }],
  ]);
  expect([...ejectedFiles({ files: { 'x/y': { owner: 'workspace', reason: 'why' } } }, '')]).toEqual([
    ['x/y', { reason: 'why' }],
  ]);
  expect(ejectedFiles({}, 'apps/a').size).toBe(0);
});

describe('findings', () => {
  it('hold to the last day, and are open after it', () => {
    expect(codes()).toEqual(['ejected']);
    expect(codes({ today: '2027-02-01' })).toEqual(['ejected-expired']);
    expect(codes({ today: '2027-02-01', manifest: { files: { Dockerfile: { ...mine, until: undefined } } } })).toEqual(['ejected']);
  }); // prettier-ignore

  it('say why, since when, and what takes the file back', () => {
    const [finding] = ejectionFindings(input({ since: () => '1.2.0' }));
    expect(finding).toMatchObject({ service: 'a', path: 'apps/a/Dockerfile', where: 'apps/a/Dockerfile' });
    expect(finding?.what).toMatch(/version 1\.2\.0.*own base image until 2027-01-31/);
    expect(finding?.fix).toContain('npx nx g @org/ci:own a --file=Dockerfile --owner=standard');
  });

  it('name a file that is not generated, with the one that was meant', () => {
    const [finding, ...others] = ejectionFindings(input({ manifest: { files: { dockerfile: mine } } }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'eject-dead', where: 'apps/a/service.yaml › files.dockerfile' });
    expect(finding?.fix).toContain('did you mean Dockerfile?');
  });

  it('name an override of a file that is its user’s', () => {
    const overrides = [
      { file: 'compose.yaml', op: 'remove', at: 'a' },
      { file: 'Dockerfile', op: 'remove', at: 'a' },
    ] as const;
    const findings = ejectionFindings(input({ manifest: { files: { Dockerfile: mine }, overrides } }));
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['override-dead', 'apps/a/service.yaml › overrides[1]'],
      ['ejected', 'apps/a/Dockerfile'],
    ]);
  });
});

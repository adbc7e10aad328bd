import { expect, it } from 'vitest';
import { changedFiles } from '../../world/git.js';
import { must } from '../../world/must.js';
import type { Stage } from './stage.js';

const managed = 'apps/rates/RUNBOOK.md';

interface Sarif {
  readonly runs: readonly [
    {
      readonly results: readonly {
        ruleId: string;
        locations: {
          physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
        }[];
      }[];
    },
  ];
}

/** What nobody should have edited. */
export function describeDrift(stage: () => Stage): void {
  it('is found by sync:check and, with its line, by ci:drift; sync takes it back', async () => {
    const { shop } = stage();
    await shop.edit(managed, (text) => text.replace('Whoever is on call', 'Nobody is on call'));
    const check = await shop.nx(['sync:check']);
    expect(check.exitCode).not.toBe(0);
    expect(check.output).toContain(managed);
    const drift = await shop.nx(['run', 'ci:drift']);
    expect(drift.exitCode).not.toBe(0);
    const { runs } = JSON.parse(await shop.read('dist/ci/drift.sarif')) as Sarif;
    expect(runs[0].results.filter(({ ruleId }) => ruleId !== 'ejected')).toMatchObject([
      {
        ruleId: 'drift',
        locations: [{ physicalLocation: { artifactLocation: { uri: managed }, region: { startLine: 3 } } }],
      },
    ]);
    must(await shop.nx(['sync']), 'nx sync');
    expect(await changedFiles(shop)).toEqual([]);
    must(await shop.nx(['run', 'ci:drift']), 'nx run ci:drift');
  });
}

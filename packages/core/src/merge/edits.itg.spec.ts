import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from './edits/compose';
import { dockerfile } from './edits/dockerfile';
import { changed, type Artefact, type Edit } from './edits/edit';
import { kubernetes } from './edits/kubernetes';
import { preCommit } from './edits/pre-commit';
import { workflow } from './edits/workflow';
import { mergeFile } from './merge-file';

const artefacts = [workflow, dockerfile, compose, kubernetes, preCommit];
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'org-ci-merge-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const sidesOf = ({ path, standard }: Artefact, { change }: Edit) => {
  const base = readFileSync(join(__dirname, 'edits', path, 'base'), 'utf8');
  return { base, mine: changed(base, change), theirs: changed(base, standard) };
};

/** Whether `git merge-file` leaves conflict markers: its exit code is their number. */
function isLineConflict({ base, mine, theirs }: ReturnType<typeof sidesOf>): boolean {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = [write('mine', mine), write('base', base), write('theirs', theirs)];
  try {
    execFileSync('git', ['merge-file', '--stdout', ...files], { stdio: 'pipe' });
    return false;
  } catch (error) {
    const { status } = error as { status: number | null };
    if (status === null || status > 127) throw error;
    return true;
  }
}

const all = artefacts.flatMap((artefact) => artefact.edits.map((edit) => ({ artefact, edit })));

describe('one edit and the next standard', () => {
  it.each(all.map(({ artefact, edit }) => [artefact.path, edit.name, artefact, edit] as const))(
    '%s: %s',
    (path, _name, artefact, edit) => {
      const { conflicts } = mergeFile(path, sidesOf(artefact, edit));
      expect(conflicts.map(({ at }) => at)).toEqual(edit.conflicts ?? []);
    },
  );

  it('leaves a fifth of what merging by line leaves, or less', () => {
    const table = artefacts.map((artefact) => ({
      path: artefact.path,
      edits: artefact.edits.length,
      byLine: artefact.edits.filter((edit) => isLineConflict(sidesOf(artefact, edit))).length,
      byStructure: artefact.edits.filter(
        (edit) => mergeFile(artefact.path, sidesOf(artefact, edit)).conflicts.length > 0,
      ).length,
    }));
    const sum = (of: 'edits' | 'byLine' | 'byStructure'): number =>
      table.reduce((total, row) => total + row[of], 0);
    console.table([
      ...table,
      { path: 'all', edits: sum('edits'), byLine: sum('byLine'), byStructure: sum('byStructure') },
    ]);
    expect(sum('edits')).toBeGreaterThanOrEqual(45);
    expect(sum('byStructure') * 5).toBeLessThanOrEqual(sum('byLine'));
  });
});

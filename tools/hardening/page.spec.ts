import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stacks } from '../../templates/registry';
import { examples } from './examples';
import { hardeningPage } from './page';
import { pointsOf } from './points';
import { proofs } from './proven';
import { reasonOf, reasons } from './reasons';

const root = join(__dirname, '../..');
const points = pointsOf(examples());
const numbers = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

describe('docs/hardening.md', () => {
  it('is what the rules say (else: npm run schemas)', async () => {
    const path = join(root, 'docs/hardening.md');
    expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(await hardeningPage());
  });

  it('has every point once, for every stack', () => {
    expect(points.map(({ id }) => id)).toEqual([...numbers('D', 39), ...numbers('C', 34)]);
    for (const { id, held } of points) expect([...held.keys()], id).toEqual(stacks.map((stack) => stack.id));
  });

  it('gives a reason for what is not met, and for nothing else', () => {
    const used = points.flatMap(({ id, held }) =>
      [...held]
        .filter(([, one]) => one !== true)
        .map(([stack, one]) => ({ id, stack, reason: reasonOf(id, stack, one) })),
    );
    expect(used.filter(({ reason }) => reason === undefined)).toEqual([]);
    const given = Object.entries(reasons).flatMap(([id, own]) =>
      Object.keys(own).map((stack) => `${id} ${stack}`),
    );
    const needed = used.map(({ id, stack }) =>
      reasons[id]?.[stack] === undefined ? `${id} *` : `${id} ${stack}`,
    );
    expect(given.filter((one) => !needed.includes(one))).toEqual([]);
  });

  it.each(proofs.flatMap(({ id, tests }) => tests.map(({ file, test }) => ({ id, file, test }))))(
    '$id: $file has “$test”',
    ({ file, test }) => {
      const text = readFileSync(join(root, file), 'utf8');
      expect(text).toMatch(/\b(it|test)\b/);
      expect(text).toContain(`'${test}'`);
    },
  );
});

import { afterAll, expect, it } from 'vitest';
import { examples } from '../examples';
import { parseFiles } from '../files';
import { rules } from '../rules/rules';
import { tryMutants } from './survivors';

const all = examples().map((example) => ({ ...example, files: parseFiles(example) }));
const totals = { mutants: 0, survivors: 0 };

it.each(rules)('$id, $title: wherever it is deleted, it is missed', (rule) => {
  for (const example of all) {
    const met = rule.holds(example.files) === true;
    const { mutants, survivors } = tryMutants(rule, example);
    totals.mutants += mutants;
    totals.survivors += survivors.length;
    expect(survivors).toEqual([]);
    expect(mutants > 0, `${rule.id} ${example.name}: is met, and nothing deletes it`).toBe(met);
  }
});

afterAll(() => {
  process.stdout.write(`hardening: ${totals.mutants} mutants, ${totals.survivors} survivors\n`);
});

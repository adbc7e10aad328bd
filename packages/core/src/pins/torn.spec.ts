import { expect, it } from 'vitest';
import { parsePins } from './parse';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const text = (ours: string, theirs: string): string =>
  `{\n  "images": {\n    "a:1": "${digest('a')}",\n<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n  }\n}\n`;

it('pins that both branches resolved are all of them; of one that both did, ours', () => {
  const ours = `    "b:1": "${digest('b')}"\n`;
  const theirs = `    "b:1": "${digest('c')}",\n    "d:1": "${digest('d')}"\n`;
  const parsed = parsePins(text(ours, theirs));
  expect(parsed).toMatchObject({
    ok: true,
    value: { images: { 'a:1': digest('a'), 'b:1': digest('b'), 'd:1': digest('d') } },
  });
});

it('a side that cannot be understood is a problem', () => {
  expect(parsePins(text('    "b:1": 5\n', '    "b:1": "no digest"\n')).ok).toBe(false);
});

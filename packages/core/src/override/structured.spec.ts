import { expect, it } from 'vitest';
import { parseStructured } from './structured';

it('an edit of a file with thousands of equal lines keeps them as they are written', () => {
  const text = `# list\n\n\n\na:\n${'- "x"\n- y\n'.repeat(2_000)}`;
  const file = parseStructured('c.yaml', text);
  file?.documents[0]?.set('b', 1);
  expect(file?.print()).toBe(`${text}b: 1\n`);
});

it('an edit of JSON keeps lists on one line, and what is between brackets', () => {
  const file = parseStructured('c.json', '{\n  "a": [1, 2],\n  "b": {"c":1}\n}\n');
  file?.documents[0]?.setIn(['b', 'd'], true);
  expect(file?.print()).toBe('{\n  "a": [1, 2],\n  "b": {"c":1, "d": true}\n}\n');
});

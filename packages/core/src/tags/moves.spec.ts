import { describe, expect, it } from 'vitest';
import { planTags } from './moves';

const [here, there] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
const tags = [
  { name: '1.0.0', moving: false },
  { name: 'main', moving: true },
];

describe('planTags', () => {
  it('creates what is new and keeps what is there', () => {
    const { moves, problems } = planTags(tags, new Map([['main', here]]), here, 'r/payments');
    expect(moves.map(({ change }) => change)).toEqual(['created', 'kept']);
    expect(problems).toEqual([]);
  });
  it('moves a moving tag and says where from', () => {
    const { moves } = planTags(tags, new Map([['main', there]]), here, 'r/payments');
    expect(moves[1]).toEqual({ tag: 'main', change: 'moved', from: there });
  });
  it('refuses to move a fixed one', () => {
    const { problems } = planTags(tags, new Map([['1.0.0', there]]), here, 'r/payments');
    expect(problems).toMatchObject([{ code: 'tag-taken', where: 'r/payments:1.0.0' }]);
  });
});

import { expect, it } from 'vitest';
import type { ServiceMigration } from './migration';
import { reversed } from './reversed';

const migrations: ServiceMigration[] = [
  {
    version: '2.0.0',
    id: 'tier',
    description: 'tier is level',
    manifest: [{ op: 'rename', at: 'options.tier', to: 'level' }],
    moves: [{ from: 'a.yaml', to: 'b.yaml' }],
    nextSteps: ['Tell them'],
  },
  {
    version: '3.0.0',
    id: 'level',
    description: 'level is urgency',
    manifest: [
      { op: 'rename', at: 'options.level', to: 'urgency' },
      { op: 'remove', at: 'options.old' },
    ],
  },
];
const back = (from: string, to: string) => reversed(migrations, 'node-api', from, to);

it('goes back the way that an upgrade came, and says what it cannot undo', () => {
  expect(back('3.0.0', '1.0.0')).toMatchObject([
    {
      id: 'level',
      manifest: [{ op: 'rename', at: 'options.urgency', to: 'level' }],
      nextSteps: ['Look at service.yaml: undo what level did (level is urgency)'],
    },
    {
      id: 'tier',
      manifest: [{ op: 'rename', at: 'options.level', to: 'tier' }],
      moves: [{ from: 'b.yaml', to: 'a.yaml' }],
    },
  ]);
  expect(back('3.0.0', '1.0.0')[1]).not.toHaveProperty('nextSteps');
  expect(back('3.0.0', '2.0.0').map(({ id }) => id)).toEqual(['level']);
  expect(back('1.0.0', '3.0.0')).toEqual([]);
  expect(back('2.0.0', '2.0.0')).toEqual([]);
});

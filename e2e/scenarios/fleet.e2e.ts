import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changedFiles } from '../world/git.js';
import { must } from '../world/must.js';
import { runTasks, tasksThat } from '../world/tasks.js';
import { readWorld } from '../world/world.js';
import { describeDrift } from './fleet/drift.js';
import { runImages } from './fleet/facts.js';
import { createStage, type Stage } from './fleet/stage.js';
import { describeMigrate } from './fleet/migrate.js';
import { describeUpgrade } from './fleet/upgrade.js';

let stage: Stage;
let edited: string;
beforeAll(async () => {
  stage = await createStage(readWorld());
  edited = must(await stage.shop.run('git', ['rev-parse', 'HEAD']), 'git rev-parse').output.trim();
});
afterAll(() => stage.remove());

const images = () => runTasks(stage.shop, runImages);

describe('services of a company’s standard', () => {
  it('are in sync with all that was edited by hand', async () => {
    must(await stage.shop.nx(['sync:check']), 'nx sync:check');
    expect(await changedFiles(stage.shop)).toEqual([]);
  });

  it('have images that answer', async () => {
    const ran = await images();
    must(ran, 'nx run-many -t image smoke');
    expect(tasksThat('ran', ran, ':image')).toHaveLength(3);
  });
});

describe('a new major version', () => {
  describeMigrate(() => stage);

  it('builds the images whose Dockerfile it changed, and no other; all of them answer', async () => {
    const ran = await images();
    must(ran, 'nx run-many -t image smoke');
    expect(tasksThat('ran', ran, ':image')).toEqual(['orders:image', 'payments:image']);
    expect(tasksThat('hit', ran, ':image')).toEqual(['rates:image']);
  });
});

describe('drift', () => {
  describeDrift(() => stage);
});

describe('nx g @org/ci:upgrade', () => {
  describeUpgrade(
    () => stage,
    () => edited,
  );
});

import { afterAll, beforeAll, describe } from 'vitest';
import { readWorld } from '../world/world.js';
import { describeAffected } from './mixed/affected.js';
import { describePipeline } from './mixed/pipeline.js';
import { describeWhole } from './mixed/whole.js';
import { createMixed, type Mixed } from './mixed/stage.js';

let mixed: Mixed;
beforeAll(async () => {
  mixed = await createMixed(readWorld());
});
afterAll(() => mixed.remove());

// One workspace with an API in Python, its processes, and a front end: each part begins where the one before has ended.
describe('from generation to staging', () => {
  describePipeline(() => mixed);
});
describe('docker compose up at the workspace’s root', () => {
  describeWhole(() => mixed);
});
describe('what a change reaches', () => {
  describeAffected(() => mixed);
});

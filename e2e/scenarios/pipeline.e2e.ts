import { afterAll, beforeAll, describe } from 'vitest';
import { readWorld } from '../world/world.js';
import { describeGate } from './pipeline/gate.js';
import { describeImage } from './pipeline/image.js';
import { describePromote } from './pipeline/promote.js';
import { describePublish } from './pipeline/publish.js';
import { createStage, type Stage } from './pipeline/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage(readWorld());
});
afterAll(() => stage.remove());

// One workspace on its way: each part begins where the one before has ended.
describe('image', () => {
  describeImage(() => stage);
});
describe('smoke, size and scan', () => {
  describeGate(() => stage);
});
describe('publish', () => {
  describePublish(() => stage);
});
describe('promote', () => {
  describePromote(() => stage);
});

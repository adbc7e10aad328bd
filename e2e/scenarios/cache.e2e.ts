import { afterAll, beforeAll, describe } from 'vitest';
import { readWorld } from '../world/world.js';
import { describeKilled } from './cache/killed.js';
import { createStage, type Stage } from './cache/stage.js';
import { describeTruth } from './cache/truth.js';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage(readWorld());
});
afterAll(() => stage.remove());

describe('ten services, image to scan', () => {
  describeTruth(() => stage);
});
describe('killed', () => {
  describeKilled(() => stage);
});

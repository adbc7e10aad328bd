import type { Row } from '../row.js';
import { generator } from './generator.js';
import { graph, graphTargets } from './graph.js';
import { imageEdit, imageNoop } from './image.js';
import { promotionImagetools, promotionPull } from './promotion.js';
import { python } from './python.js';
import { react } from './react.js';
import { setupDockerEdit, setupDockerSize } from './setup-docker.js';
import { syncCheck } from './sync-check.js';
import { tasks, tasksFrame } from './tasks.js';
import { unchanged } from './unchanged.js';
import { upgradeGrowth } from './upgrade-growth.js';
import { upgrade } from './upgrade.js';

/** In the order of the table. */
export const rows: readonly Row[] = [
  generator,
  graph,
  graphTargets,
  syncCheck,
  upgrade,
  upgradeGrowth,
  tasks,
  tasksFrame,
  unchanged,
  imageNoop,
  imageEdit,
  setupDockerEdit,
  setupDockerSize,
  ...python,
  ...react,
  promotionImagetools,
  promotionPull,
];

import type { Row } from '../row.js';
import { generator } from './generator.js';
import { graph, graphTargets } from './graph.js';
import { promotionImagetools, promotionPull } from './promotion.js';
import { tasks } from './tasks.js';

/** In the order of the table. */
export const rows: readonly Row[] = [
  generator,
  graph,
  graphTargets,
  tasks,
  promotionImagetools,
  promotionPull,
];

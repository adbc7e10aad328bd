export { createNodes, createNodesV2, preTasksExecution } from './plugin';

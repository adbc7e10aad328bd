export {
  createDependencies,
  createNodes,
  createNodesV2,
  postTasksExecution,
  preTasksExecution,
} from './plugin';

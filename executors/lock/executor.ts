import { defineWorkspaceExecutor } from '../frame/define';
import { lockProject } from './lock';
import { LockOptions } from './options';

export const { implementation, batchImplementation, schema } = defineWorkspaceExecutor({
  name: 'lock',
  options: LockOptions,
  run: lockProject,
});

import { defineExecutor } from '../frame/define';
import { PromoteOptions } from './options';
import { promote } from './promote';

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'promote',
  options: PromoteOptions,
  run: promote,
});

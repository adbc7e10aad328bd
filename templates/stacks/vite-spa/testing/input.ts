import { Service, type ConfigurationContract, type StackInput } from '@org/ci-core';
import { workspace } from '../../../testing/standard';
import { defaultContract } from '../configuration/default-contract';

/** Input of one front end; `more` is its manifest besides name, stack and port. */
export function inputOf(more: object = {}, packageManager: 'npm' | 'pnpm' = 'npm'): StackInput {
  const service = Service.parse({
    name: 'shop',
    stack: 'vite-spa',
    port: 3100,
    configuration: defaultContract,
    ...more,
  });
  return { ...workspace({ packageManager }), service, directory: 'apps/shop' };
}

export const withContract = (configuration: ConfigurationContract, more: object = {}): StackInput =>
  inputOf({ configuration, ...more });

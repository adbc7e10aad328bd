import * as v from 'valibot';
import { Configuration } from '../../src/config/contract';

/** What tests run with: the defaults, and what follows. */
export const configuration = v.parse(Configuration, {
  apiUrl: 'http://api.test',
  apiTimeoutMs: 1_000,
  apiRetries: 0,
  appTitle: 'Shop',
});

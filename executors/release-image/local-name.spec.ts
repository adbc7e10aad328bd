import { getProjectNameFromPath } from '@nx/docker/src/plugins/plugin';
import { describe, expect, it } from 'vitest';
import { localName } from './local-name';

describe('localName', () => {
  it.each(['apps/payments', 'Apps/Billing/Payments', '/x y/z', `a/${'b'.repeat(200)}`])(
    'is what Nx looks for: %s',
    (directory) => {
      expect(localName(directory)).toBe(getProjectNameFromPath(directory, '/workspace'));
    },
  );
});

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import { demandReplaceable } from './replaceable';

let root = '';
afterEach(() => rm(root, { recursive: true }));

describe('demandReplaceable', () => {
  it('lets what is not there, and an earlier layout, be replaced', async () => {
    root = await writeFolder({ 'oci/oci-layout': '{}', 'oci/index.json': '{}' });
    await demandReplaceable(path.join(root, 'none'));
    await demandReplaceable(path.join(root, 'oci'));
  });
  it('refuses a folder with anything else in it', async () => {
    root = await writeFolder({ 'apps/payments/service.yaml': '' });
    await expect(demandReplaceable(path.join(root, 'apps'))).rejects.toMatchObject({
      problems: [{ code: 'destination-taken' }],
    });
  });
});

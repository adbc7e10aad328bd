import { describe, expect, it } from 'vitest';
import { sync, withServices } from '../testing/services';

const override = (at: string): string =>
  `overrides:\n  - file: k8s/service.yaml\n    op: add\n    at: ${at}\n    value: payments\n`;
const manifest = 'apps/payments/service.yaml';

describe('overrides', () => {
  it('of service.yaml change what is generated, and are gone with it', async () => {
    const workspace = await withServices('payments');
    const before = workspace.read(manifest);
    const generated = workspace.read('apps/payments/k8s/service.yaml');
    workspace.write(manifest, `${before}${override('metadata')}`);
    expect((await sync(workspace)).details).toEqual(['apps/payments/k8s/service.yaml is out of date']);
    expect(workspace.read('apps/payments/k8s/service.yaml')).toBe(`${generated}metadata: payments\n`);
    workspace.write(manifest, before);
    await sync(workspace);
    expect(workspace.read('apps/payments/k8s/service.yaml')).toBe(generated);
  });

  it('that match nothing fail every run', async () => {
    const workspace = await withServices('payments');
    workspace.write(manifest, `${workspace.read(manifest)}${override('metadata.name')}`);
    expect((await sync(workspace)).failure).toContain('[override-dead]');
    const { failure } = await sync(workspace);
    expect(failure).toMatch(
      /apps\/payments\/service\.yaml:\d\d? › overrides\[0] \(k8s\/service\.yaml: metadata\.name\)/,
    );
  });
});

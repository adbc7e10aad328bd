import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import { tasksThat } from '../../world/tasks.js';
import type { Mixed } from './stage.js';

interface Receipt {
  readonly digest: string;
  readonly checks: readonly { readonly id: string; readonly pass: boolean }[];
}
const receipt = async ({ workspace }: Mixed, service: string, kind: string): Promise<Receipt> =>
  JSON.parse(await workspace.read(`dist/ci/${service}/${kind}.json`)) as Receipt;

/** Generation, checks, images, publication and promotion of both services. */
export function describePipeline(mixed: () => Mixed): void {
  it('lint, types, tests and builds are green right after generation', async () => {
    const ran = must(await mixed().tasks('lint', 'typecheck', 'test', 'build'), 'the checks');
    const expected = ['orders:lint', 'orders:test', 'orders:typecheck', 'shop:build', 'shop:lint', 'shop:test', 'shop:typecheck']; // prettier-ignore
    expect(tasksThat('ran', ran)).toEqual(expect.arrayContaining(expected));
  });

  it('generated files are what the manifests say', async () => {
    must(await mixed().workspace.nx(['sync:check']), 'nx sync:check');
  });

  it('publishes both, once they have run as production runs them', async () => {
    must(await mixed().tasks('publish'), 'nx run-many -t publish');
    const smoke = await receipt(mixed(), 'orders', 'smoke');
    const ids = smoke.checks.map(({ id }) => id);
    for (const name of ['worker', 'beat'])
      for (const what of ['works', 'graceful-stop', 'logs']) expect(ids).toContain(`${name}: ${what}`);
    expect((await receipt(mixed(), 'shop', 'smoke')).checks.every(({ pass }) => pass)).toBe(true);
  });

  it('does nothing the second time', async () => {
    const ran = must(await mixed().tasks('publish'), 'nx run-many -t publish');
    expect(tasksThat('ran', ran)).toEqual([]);
    expect(tasksThat('hit', ran, ':publish')).toEqual(['orders:publish', 'shop:publish']);
  });

  it('brings the same digests to staging', async () => {
    const { workspace } = mixed();
    must(await workspace.nx(['run-many', '-t', 'promote', '--to=staging']), 'promote');
    for (const service of ['orders', 'shop']) {
      const overlay = await workspace.read(`apps/${service}/k8s/overlays/staging/kustomization.yaml`);
      const { images } = parse(overlay) as { images: { digest: string }[] };
      expect(images[0]?.digest).toBe((await receipt(mixed(), service, 'image')).digest);
    }
    await commitAll(workspace);
  });
}

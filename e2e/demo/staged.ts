import type { Place } from './receipts.js';

/** The digest that staging's overlay of a service holds. */
export async function stagedDigest({ workspace, service }: Place): Promise<string | undefined> {
  const overlay = await workspace.read(`apps/${service}/k8s/overlays/staging/kustomization.yaml`);
  return /digest: (\S+)/.exec(overlay)?.[1];
}

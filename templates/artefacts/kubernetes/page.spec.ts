import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { queuedService } from '../../testing/queued';
import { kubernetes } from './index';

const page = readFileSync(join(__dirname, '../../../docs/kubernetes.md'), 'utf8');
const all = { database: 'postgres', cache: 'memcached', broker: 'rabbitmq', processes: ['worker', 'beat'] };
const text = [all, { ...all, cache: 'redis' }]
  .flatMap((fields) => kubernetes.render(queuedService(fields)))
  .map((file) => file.text)
  .join('\n---\n');

/** What a cluster has by itself, kustomize's own file included. */
const builtIn =
  /^(v1|apps\/v1|batch\/v1|autoscaling\/v2|policy\/v1|networking\.k8s\.io\/v1|scheduling\.k8s\.io\/v1|kustomize\.config\.k8s\.io\/.*)$/;
const found = (pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one = '']) => one)),
];

describe('docs/kubernetes.md', () => {
  it('names every API that a cluster does not have by itself', () => {
    const apis = found(/^ *apiVersion: (\S+)$/gm).filter((one) => !builtIn.test(one));
    expect(apis).toContain('external-secrets.io/v1');
    expect(apis.filter((one) => !page.includes(`\`${one}\``))).toEqual([]);
  });

  it('names every namespace of the platform', () => {
    const namespaces = found(/kubernetes\.io\/metadata\.name: (\S+)$/gm);
    expect(namespaces).toEqual(expect.arrayContaining(['gateway', 'monitoring', 'kube-system']));
    expect(namespaces.filter((one) => !page.includes(`\`${one}\``))).toEqual([]);
  });

  it('names the Gateway, the store of secrets, and what is behind a service', () => {
    expect(text).toMatch(/kind: Gateway\s+name: public\s+namespace: gateway/);
    expect(page).toContain('a Gateway `public` in namespace `gateway`');
    expect(text).toMatch(/kind: SecretStore\s+name: secrets/);
    expect(page).toContain('`SecretStore` named `secrets`');
    const ports = { postgres: 5432, redis: 6379, rabbitmq: 5672, memcached: 11_211 };
    for (const [name, port] of Object.entries(ports)) {
      expect(text).toContain(`app.kubernetes.io/name: ${name}`);
      expect(text).toMatch(new RegExp(`port: ${port}\\b`));
      expect(page).toContain(`\`${name}\` (${port})`);
    }
  });

  it('names the release of Kubernetes', () => {
    const [version = ''] = found(/enforce-version: v(\S+)/g);
    expect(page).toContain(`Kubernetes from ${version},`);
  });
});

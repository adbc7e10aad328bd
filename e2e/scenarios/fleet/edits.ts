import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';

export const workflow = '.github/workflows/ci.yml';
export const deployment = 'apps/payments/k8s/base/deployment.yaml';
export const windows = 'apps/orders/k8s/base/deployment.yaml';
export const removed = 'apps/orders/k8s/base/disruption-budget.yaml';
export const beside = 'apps/orders/k8s/base/cronjob.yaml';

/** Text of a person, and the line before which it is put, or the text that it replaces. */
interface Edit {
  readonly path: string;
  readonly before?: string;
  readonly instead?: string;
  readonly text: string;
}

/** What service teams do to generated files within a few months. */
export const edits: readonly Edit[] = [
  {
    path: workflow,
    before: '      - id: check\n',
    text: '      # The auditors look for this line.\n      - id: audit\n        name: "Audit"   # ours\n        run: ./tools/audit.sh\n',
  },
  {
    path: 'apps/payments/Dockerfile',
    before: 'USER 0:0\n',
    text: '# The books close in Zurich.\nENV TZ=Europe/Zurich\n',
  },
  {
    path: 'apps/payments/Dockerfile',
    before: 'ENTRYPOINT [',
    text: 'COPY --link --chmod=a=rX apps/payments/fees.json /app/fees.json\n',
  },
  {
    path: deployment,
    before: '      volumes:\n',
    text: "        # Ships logs to the auditors.\n        - name: 'log-shipper'\n          image: registry.example.com/log-shipper:1.4.2\n",
  },
  {
    path: deployment,
    before: '        - name: writable-0\n          emptyDir',
    text: '        - name: fees\n          configMap: { name: payments-fees }\n',
  },
  {
    path: deployment,
    instead: '            failureThreshold: 30\n',
    text: '            failureThreshold: 90 # warms a cache of prices\n',
  },
  {
    path: deployment,
    instead: 'terminationGracePeriodSeconds: 20\n',
    text: 'terminationGracePeriodSeconds: 45\n',
  },
  {
    path: 'apps/payments/compose.yaml',
    before: "      PORT: '3000'\n",
    text: '      FEES: /app/fees.json # as in production\n',
  },
  {
    path: 'apps/payments/service.yaml',
    before: 'database: postgres\n',
    text: "options:\n  # Somebody is woken up at night\n  tier:   'gold'   # since March\n",
  },
  {
    path: 'apps/orders/service.yaml',
    before: 'database: none\n',
    text: 'options: { tier: gold } # like payments\n',
  },
];

const apply = (text: string, { path, before, instead, text: mine }: Edit): string => {
  const place = before ?? instead ?? '';
  if (!text.includes(place)) throw new Error(`${path} has no ${place}`);
  return text.replace(place, () => (before === undefined ? mine : mine + before));
};

/** Makes all of them, one Dockerfile the service's own, and three that are no insertion: other line ends, a file less, a file more. */
export async function editByHand(workspace: Sandbox): Promise<void> {
  for (const edit of edits) await workspace.edit(edit.path, (text) => apply(text, edit));
  await workspace.edit(windows, (text) =>
    text.replace('maxSurge: 1', 'maxSurge: 3').replaceAll('\n', '\r\n'),
  );
  await rm(join(workspace.root, removed));
  const own = ['--file=Dockerfile', '--owner=service', '--reason=is audited by hand'];
  must(await workspace.nx(['g', '@org/ci:own', 'rates', ...own]), 'nx g @org/ci:own');
  await workspace.write(beside, '# ours\nkind: CronJob\n');
  await workspace.write('apps/payments/fees.json', '{ "card": 3 }\n');
}

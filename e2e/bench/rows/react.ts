import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';
import { addService } from '../../world/service.js';
import type { Bench } from '../bench.js';
import { repositoryOf } from '../docker.js';
import { createPeer, lineEditor, type Built } from '../peer.js';
import { once, stackRows } from '../stack-rows.js';

const service = 'shop';
const edited = (workspace: Sandbox, folder: string) =>
  lineEditor(
    workspace,
    `${folder}src/main.tsx`,
    (edit) => `document.documentElement.dataset.edit = '${edit}';`,
  );

const ours = once(async (bench: Bench): Promise<Built> => {
  const workspace = await bench.workspace('react');
  await addService(workspace, service, '--stack=vite-spa');
  const repository = repositoryOf(bench, 'react');
  const directory = `apps/${service}`;
  return { workspace, repository, dockerfile: `${directory}/Dockerfile`, edit: edited(workspace, `${directory}/`) }; // prettier-ignore
});

/** A package of its own, with a lock file of its own. */
const peer = once(async (bench: Bench): Promise<Built> => {
  const { workspace } = await ours(bench);
  const made = await createPeer(bench, workspace, service, 'react-init');
  await made.workspace.write('service.yaml', await workspace.read(`apps/${service}/service.yaml`));
  must(
    await made.workspace.run('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund']),
    'npm install',
  );
  return { ...made, edit: edited(made.workspace, '') };
});

export const react = stackRows({
  id: 'react-init',
  service,
  base: 'nginxinc/nginx-unprivileged:1.30-trixie',
  against: 'the same application in the Dockerfile of docker init’s shape: npm ci, build, unprivileged nginx',
  goals: { size: 2.2, cold: 1.2, noop: 3, edit: 1.5 },
  note: 'Our image holds every asset twice, plain and compressed, so that nginx compresses nothing while it serves.',
  sides: async (bench) => ({ ours: await ours(bench), peer: await peer(bench) }),
});

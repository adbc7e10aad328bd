import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';
import { addService } from '../../world/service.js';
import type { Bench } from '../bench.js';
import { repositoryOf } from '../docker.js';
import { createPeer, lineEditor, type Built } from '../peer.js';
import { sizeRows } from '../size-rows.js';
import { once, stackRows } from '../stack-rows.js';

const service = 'orders';
const base = 'python:3.13-slim-trixie';
const edited = (workspace: Sandbox, folder: string) =>
  lineEditor(workspace, `${folder}app/urls.py`, (edit) => `EDIT = "${edit}"`);

const ours = once(async (bench: Bench): Promise<Built> => {
  const workspace = await bench.workspace('python');
  await addService(workspace, service, '--stack=django-api');
  const repository = repositoryOf(bench, 'python');
  const directory = `apps/${service}`;
  return { workspace, repository, dockerfile: `${directory}/Dockerfile`, edit: edited(workspace, `${directory}/`) }; // prettier-ignore
});

/** What pip takes: the same packages, from the same lock file. */
const pipPeer = (name: string) =>
  once(async (bench: Bench): Promise<Built> => {
    const { workspace } = await ours(bench);
    const peer = await createPeer(bench, workspace, service, name);
    const args = ['--locked', '--quiet', '--no-dev', '--no-emit-workspace', `--package=${service}`];
    const exported = must(await workspace.run('uv', ['export', ...args]), 'uv export');
    await peer.workspace.write('requirements.txt', exported.output);
    return { ...peer, edit: edited(peer.workspace, '') };
  });
const initPeer = pipPeer('python-init');
const usualPeer = pipPeer('python-usual');

const cookiecutterPeer = once(async (bench: Bench): Promise<Built> => {
  const { workspace } = await ours(bench);
  const peer = await createPeer(bench, workspace, service, 'python-cookiecutter');
  await peer.workspace.write('uv.lock', await workspace.read('uv.lock'));
  must(await peer.workspace.run('uv', ['lock']), 'uv lock');
  return { ...peer, edit: edited(peer.workspace, '') };
});

export const python = [
  ...sizeRows({
    id: 'python-usual',
    service,
    base,
    against:
      'the same application and packages in the usual Dockerfile: one stage on python:slim, pip install',
    goals: { over: 1, whole: 1 },
    sides: async (bench) => ({ ours: await ours(bench), peer: await usualPeer(bench) }),
  }),
  ...stackRows({
    id: 'python-init',
    service,
    base,
    against: 'the same application and packages in the Dockerfile of docker init’s shape: one stage, pip',
    goals: { size: 1, cold: 2, noop: 3, edit: 3 },
    sides: async (bench) => ({ ours: await ours(bench), peer: await initPeer(bench) }),
  }),
  ...stackRows({
    id: 'python-cookiecutter',
    service,
    base,
    against: 'the same application and packages in the shape of cookiecutter-django’s production Dockerfile',
    goals: { size: 0.5, cold: 1, noop: 3, edit: 1 },
    sides: async (bench) => ({ ours: await ours(bench), peer: await cookiecutterPeer(bench) }),
  }),
];

import { initGenerator } from '../init/generator';
import { serviceGenerator } from '../service/generator';
import { syncGenerator, type SyncResult } from '../sync/generator';
import { createWorkspace, type TestWorkspace } from './workspace';

/** A workspace with services of the company's stack. */
export async function withServices(...names: string[]): Promise<TestWorkspace> {
  const workspace = createWorkspace();
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  for (const name of names) {
    const next = workspace.tree();
    await serviceGenerator(next, { name, stack: 'acme-api' });
    workspace.flush(next);
  }
  return workspace;
}

/** What a run of sync said. */
export interface Said {
  readonly details: string[];
  readonly message: string;
  /** What it failed with; as Nx does, after the files were written. */
  readonly failure: string;
}

/** Runs sync as Nx does: no file is written where it throws; else its changes, then its callback. */
export async function sync(workspace: TestWorkspace): Promise<Said> {
  const tree = workspace.tree();
  let said: SyncResult = {};
  try {
    said = await syncGenerator(tree);
    workspace.flush(tree);
    said.callback?.();
  } catch (error) {
    return { ...saidOf(said), failure: (error as Error).message };
  }
  return saidOf(said);
}

const saidOf = ({ outOfSyncDetails = [], outOfSyncMessage = '' }: SyncResult): Said => ({
  details: outOfSyncDetails,
  message: outOfSyncMessage,
  failure: '',
});

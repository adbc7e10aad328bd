import type { Workspace } from '../manifest/workspace';
import { pinImage, type PinLock } from '../pins/pin-lock';
import { omit } from '../record/omit';
import type { Lock } from '../reconcile/lock';
import type { Standard } from '../standard/standard';
import type { PlacedService } from '../synthesis/input';
import type { SyncInput } from './input';

/**
 * ci.yaml as the files of a service see it: without what gates, registry clients and sync itself read, so that nothing
 * rendered can depend on that, and a waiver is no change of a thousand services.
 */
export const renderedWorkspace = (workspace: Workspace, { name, version }: Standard): Workspace => ({
  ...workspace,
  standard: { name, version },
  waivers: [],
  mirrors: {},
  registryLimits: undefined,
  scanner: undefined,
});

/** Keys sorted, so that the order in a manifest is no change. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

interface Common extends Pick<SyncInput, 'workspace' | 'hash'> {
  /** See SyncInput. */
  readonly engine: string | undefined;
}

/** Hashes of all that the files of a service depend on. */
export function serviceInputs(
  { service, directory, stack }: PlacedService,
  standard: Standard,
  pins: PinLock,
  common: Common,
): NonNullable<Lock['inputs']> {
  const { overrides = [], ...workspace } = renderedWorkspace(common.workspace, standard);
  const own = overrides.filter(({ file }) => file.startsWith(`${directory}/`));
  const images = [...Object.values(standard.pins.images), ...Object.values(stack.images)];
  const used = images.map((image) => pinImage(pins, image));
  return inputsOf(
    [service, directory, omit(workspace, 'standard', 'files', 'groups'), own],
    standard,
    used,
    common,
  );
}

/** The same of the workspace's own files, which name every service. */
export function workspaceInputs(
  services: readonly PlacedService[],
  standard: Standard,
  pins: PinLock,
  common: Common,
): NonNullable<Lock['inputs']> {
  const placed = services.map(({ service, directory }) => [service, directory]);
  const workspace = omit(common.workspace, 'standard', 'groups');
  const used = [Object.values(standard.pins.images).map((image) => pinImage(pins, image)), standard.pins];
  return inputsOf([placed, workspace], standard, used, common);
}

function inputsOf(
  manifest: unknown,
  standard: Standard,
  pins: unknown,
  common: Common,
): NonNullable<Lock['inputs']> {
  const { name, version } = standard;
  const { engine } = common;
  const inputs = { manifest: common.hash(canonical(manifest)) };
  if (engine === undefined) return inputs;
  return { ...inputs, renderer: common.hash(canonical([name, version, engine, pins])) };
}

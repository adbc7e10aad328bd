import type { Finding } from '../reconcile/finding';
import { toLf } from '../reconcile/line-ends';
import { withoutBumps } from '../pins/newer-pins';
import type { Lock, LockedFile } from '../reconcile/lock';
import type { SyncInput } from './input';
import { workspacePart, type Part } from './part';

/** What moves services to the installed version of their standard. */
export const upgradeCommand = (service: string): string => `npx nx g @org/ci:upgrade ${service}`;

/** Whether a lock is of another version of the part's standard. Another standard is a change of the manifest. */
export const isBehind = ({ standard }: Pick<Part, 'standard'>, lock: Lock): boolean =>
  lock.standard.name === standard.name && lock.standard.version !== standard.version;

/**
 * Whether a manifest says something else than when the files were rendered. The workspace's own files name its services,
 * of which some move before the others: that alone is no hurry.
 */
const hasChanged = ({ inputs, service }: Part, lock: Lock): boolean =>
  service !== workspacePart && lock.inputs !== undefined && inputs.manifest !== lock.inputs.manifest;

function versionFinding(part: Part, lock: Lock): Finding {
  const { name, version } = part.standard;
  const isChanged = hasChanged(part, lock);
  const what = `is on ${name} ${lock.standard.version}, ${version} is installed`;
  return {
    code: isChanged ? 'standard-behind-changed' : 'standard-behind',
    where: part.path,
    service: part.service,
    path: part.path,
    what: isChanged ? `${what}; and its manifest or ci.yaml changed, which only ${version} can render` : what,
    fix: upgradeCommand(part.service),
  };
}

/** Whether a managed file is what was generated, or that with newer pins: a bot's bump waits for no upgrade. */
const isGenerated = (path: string, text: string, locked: LockedFile, hash: SyncInput['hash']): boolean =>
  hash(text) === locked.hash ||
  (locked.pins !== undefined && hash(withoutBumps(path, text, locked.pins)) === locked.hash);

/** Files of a lock that are not what it says, by hash alone: nothing of this version can be rendered any more. */
function edited(
  { service }: Part,
  { standard: { name, version }, files }: Lock,
  { read, hash, exists }: SyncInput,
): Finding[] {
  return Object.entries(files).flatMap(([path, locked]) => {
    if (locked.ownership !== 'managed' || locked.ejected !== undefined) return [];
    const text = exists(path) ? read(path) : undefined;
    if (text !== undefined && isGenerated(path, toLf(text), locked, hash)) return [];
    return [
      {
        code: text === undefined ? 'behind-missing' : 'behind-edited',
        where: path,
        service,
        path,
        what: `is not as ${name} ${version} wrote it, which is not installed any more`,
        fix: `git restore ${path}, or get today’s: ${upgradeCommand(service)}`,
      },
    ];
  });
}

/** What is to be said of a part that stays on the version of its lock. */
export const behindFindings = (part: Part, lock: Lock, input: SyncInput): Finding[] => [
  versionFinding(part, lock),
  ...edited(part, lock, input),
];

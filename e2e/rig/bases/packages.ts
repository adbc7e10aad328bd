import { join } from 'node:path';
import { unpack } from '../debian/unpack.js';
import { inheritAccounts } from './accounts.js';
import type { Kit } from './layer.js';
import { writePackageDatabase } from './package-database.js';

/** Only maintainer scripts and service managers want these; no such script runs here, and no service manager. */
const forScripts =
  /^(adduser|perl|libperl|libgdbm|systemd|libsystemd-shared|dbus|cron|logrotate|ucf|sensible-utils|locales|libc-l10n|login\.defs|passwd|procps|libproc2|ncurses-bin|ncurses-base|debconf|iproute2|lib.*-perl)/;

/** Unpacks packages, and what they depend on that the layer below lacks, without those whose names `unneeded` matches. */
export async function installPackages(
  root: string,
  kit: Kit,
  packages: readonly string[],
  unneeded = /^$/,
): Promise<void> {
  const closure = await kit.apt.closure(packages, join(kit.below, 'status'));
  const archives = closure.filter(({ name }) => !forScripts.test(name) && !unneeded.test(name));
  await unpack(await kit.apt.fetch(archives), root);
  await writePackageDatabase(root, kit, archives);
  await inheritAccounts(root, kit.below);
}

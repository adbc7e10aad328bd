import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openApt } from '../debian/apt.js';
import { unpack } from '../debian/unpack.js';
import { cached } from '../os/cache.js';
import { native } from '../os/platform.js';

/** New enough for the containerd image store; from a suite newer than most machines. */
const forky = ['docker.io', 'docker-cli', 'containerd', 'docker-buildx', 'docker-compose'];
/** Linked against a C library that every current machine has. */
const bookworm = ['runc', 'tini', 'iptables', 'libip4tc2', 'libip6tc2', 'libxtables12', 'libmnl0', 'libnftnl11', 'libnfnetlink0', 'libnetfilter-conntrack3', 'libseccomp2']; // prettier-ignore
const registry = ['docker-registry'];
const iptables = [
  'iptables',
  'iptables-save',
  'iptables-restore',
  'ip6tables',
  'ip6tables-save',
  'ip6tables-restore',
];

/** A folder with dockerd, containerd, runc, the client with buildx and compose, and iptables; unpacked, not installed. */
export function enginePrograms(): Promise<string> {
  const packages = [...forky.map((name) => `${name}/forky`), ...bookworm.map((name) => `${name}/bookworm`)];
  return cached('engine', { packages, arch: native.oci, revision: 1 }, async (root) => {
    await fetchAndUnpack(packages, root);
    await mkdir(join(root, 'wrap'));
    for (const name of iptables) {
      await writeFile(join(root, 'wrap', name), iptablesWrapper(name, native.triplet));
      await chmod(join(root, 'wrap', name), 0o755);
    }
  });
}

/** A folder with `usr/bin/docker-registry` (CNCF distribution). */
export function registryProgram(): Promise<string> {
  const packages = registry.map((name) => `${name}/bookworm`);
  return cached('registry', { packages, arch: native.oci, revision: 1 }, (root) =>
    fetchAndUnpack(packages, root),
  );
}

/** Search path of an unpacked engine. */
export function enginePath(root: string): string {
  return ['wrap', 'usr/sbin', 'usr/bin'].map((folder) => join(root, folder)).join(':');
}

/** update-alternatives never ran, so iptables gets its names here; its libraries and extensions are the unpacked ones. */
export function iptablesWrapper(name: string, triplet: string): string {
  return [
    '#!/bin/sh',
    'root=$(dirname "$(dirname "$(readlink -f "$0")")")',
    `export XTABLES_LIBDIR="$root/usr/lib/${triplet}/xtables" LD_LIBRARY_PATH="$root/usr/lib/${triplet}"`,
    `exec "$root/usr/sbin/xtables-nft-multi" ${name} "$@"`,
    '',
  ].join('\n');
}

async function fetchAndUnpack(packages: readonly string[], root: string): Promise<void> {
  const apt = await openApt(['forky', 'bookworm'], native.oci);
  const archives = join(root, 'archives');
  await mkdir(archives);
  await apt.download(packages, archives);
  const files = await readdir(archives);
  await unpack(
    files.map((file) => join(archives, file)),
    root,
  );
  await rm(archives, { recursive: true });
}

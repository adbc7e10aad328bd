import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers, exec } from '../os/exec.js';
import { enginePath } from './programs.js';
import { defaultDevice } from './subnets.js';

/** What the machine's network was like before the first start. */
export interface NetworkBefore {
  readonly ipForward: string;
  /** No rule in any table: what the engine leaves behind may then be flushed. */
  readonly firewallEmpty: boolean;
}

const forwarding = '/proc/sys/net/ipv4/ip_forward';
const record = (state: string) => join(state, 'network-before.json');

/** Notes what must be given back (once: after a crash the first note is the true one) and makes the bridge. */
export async function openNetwork(
  state: string,
  programs: string,
  bridge: string,
  address: string,
): Promise<void> {
  if (!existsSync(record(state))) {
    const rules = await exec(join(programs, 'wrap/iptables-save'), []).catch(() => '');
    const before: NetworkBefore = {
      ipForward: (await readFile(forwarding, 'utf8')).trim(),
      firewallEmpty: !rules.includes('-A '),
    };
    await writeFile(record(state), JSON.stringify(before));
  }
  if (await answers('ip', ['link', 'show', bridge])) return;
  await exec('ip', ['link', 'add', bridge, 'type', 'bridge']);
  await exec('ip', ['addr', 'add', address, 'dev', bridge]);
  await exec('ip', ['link', 'set', bridge, 'up']);
}

/** Another engine in our network: the bridge that its containers are on, where its configuration names one. */
export interface Neighbour {
  readonly bridge: string | undefined;
}

export interface Closing {
  readonly bridge: boolean;
  readonly forwarding: boolean;
  readonly firewall: boolean;
}

/** What may be given back: nothing that an engine beside us needs. */
export function planClosing(before: NetworkBefore, other: Neighbour | undefined, bridge: string): Closing {
  const alone = other === undefined;
  return {
    bridge: other?.bridge !== bridge,
    forwarding: alone,
    firewall: alone && before.firewallEmpty,
  };
}

/** Gives bridge, forwarding flag and firewall tables back, as far as no other engine needs them. */
export async function closeNetwork(
  state: string,
  programs: string,
  bridge: string,
  other: Neighbour | undefined,
): Promise<void> {
  // No record: another folder's rig was borrowed, and the bridge is its own.
  if (!existsSync(record(state))) return;
  const before = JSON.parse(await readFile(record(state), 'utf8')) as NetworkBefore;
  const plan = planClosing(before, other, bridge);
  if (plan.bridge) await exec('ip', ['link', 'del', bridge]).catch(() => undefined);
  if (plan.forwarding) await writeFile(forwarding, before.ipForward);
  if (plan.firewall) await flushFirewall(programs);
  await rm(record(state));
}

async function flushFirewall(programs: string): Promise<void> {
  for (const program of ['iptables', 'ip6tables']) {
    const iptables = join(programs, 'wrap', program);
    const env = { PATH: `${enginePath(programs)}:${process.env.PATH ?? ''}` };
    for (const table of ['nat', 'filter', 'raw', 'mangle']) {
      await answers(iptables, ['-t', table, '-F'], { env });
      await answers(iptables, ['-t', table, '-X'], { env });
    }
    await answers(iptables, ['-P', 'FORWARD', 'ACCEPT'], { env });
  }
}

/** MTU of the default route's device, 1500 where there is none. */
export async function routeMtu(routes: string): Promise<number> {
  const device = defaultDevice(routes);
  const text = device ? await readFile(`/sys/class/net/${device}/mtu`, 'utf8').catch(() => '') : '';
  return Number(text) || 1500;
}

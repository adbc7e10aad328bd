export interface Subnets {
  /** Address of the bridge with its prefix length. */
  readonly bridge: string;
  /** Block that networks of compose files are cut from. */
  readonly pool: string;
}

const candidates: readonly string[] = ['172.29', '172.27', '10.213', '10.87', '192.168'];

/** Address blocks that no route of the machine touches. `routes` is the output of `ip -o route`. */
export function chooseSubnets(routes: string): Subnets {
  const used = [...routes.matchAll(/\b(\d+\.\d+)\.\d+\.\d+/g)].map((match) => match[1]);
  const free = candidates.find((prefix) => !used.includes(prefix)) ?? '10.213';
  return { bridge: `${free}.0.1/24`, pool: `${free}.16.0/20` };
}

/** The device of the default route, whose MTU containers must not exceed. */
export function defaultDevice(routes: string): string | undefined {
  return /^default .*\bdev (\S+)/m.exec(routes)?.[1];
}

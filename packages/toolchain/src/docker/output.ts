import { failed, ok, problemsFromZod, type Result } from '@org/ci-core';
import { z } from 'zod';

/** What is read of `docker container inspect`. Times are RFC 3339; a time that has not come is year 1. */
export const Container = z.object({
  Id: z.string(),
  Name: z.string(),
  Image: z.string(),
  State: z.object({
    Status: z.string(),
    Running: z.boolean(),
    OOMKilled: z.boolean(),
    ExitCode: z.int(),
    Error: z.string(),
    StartedAt: z.string(),
    FinishedAt: z.string(),
    Health: z.object({ Status: z.string(), FailingStreak: z.int() }).optional(),
  }),
  Config: z.object({ User: z.string(), Labels: z.record(z.string(), z.string()).nullable() }),
  HostConfig: z.object({ ReadonlyRootfs: z.boolean() }),
  NetworkSettings: z.object({
    Ports: z
      .record(z.string(), z.array(z.object({ HostIp: z.string(), HostPort: z.string() })).nullable())
      .nullable(),
  }),
});
export type Container = z.infer<typeof Container>;

const Stats = z.object({ MemUsage: z.string(), CPUPerc: z.string(), PIDs: z.string() });
const Version = z.object({
  Client: z.object({ Version: z.string() }),
  Server: z.object({ Version: z.string(), Os: z.string().optional(), Arch: z.string().optional() }).nullish(),
});

function parseJson<T extends z.ZodType>(text: string, schema: T, source: string): Result<z.infer<T>> {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : failed(...problemsFromZod(parsed.error, source, 'tool-output'));
  } catch {
    const what = `it answered ${JSON.stringify(text.slice(0, 80))}, which is not JSON`;
    return failed({ code: 'tool-output', where: source, what, fix: 'use a current Docker CLI' });
  }
}

/** Standard output of dockerInspect. */
export const parseContainers = (text: string): Result<Container[]> =>
  parseJson(text, z.array(Container), 'docker container inspect');

const units: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
};

/** `12.5MiB` → 13107200; undefined where it is not a size. */
export function parseSize(text: string): number | undefined {
  const [, count, unit] = /^([\d.]+)\s*([A-Za-z]+)$/.exec(text.trim()) ?? [];
  const factor = units[unit ?? ''];
  return count === undefined || factor === undefined ? undefined : Math.round(Number(count) * factor);
}

export interface ContainerStats {
  readonly memoryBytes: number;
  readonly cpuPercent: number;
  readonly pids: number;
}

/** Standard output of dockerStats. */
export function parseStats(text: string): Result<ContainerStats> {
  const stats = parseJson(text, Stats, 'docker stats');
  if (!stats.ok) return stats;
  return ok({
    memoryBytes: parseSize(stats.value.MemUsage.split('/')[0] ?? '') ?? 0,
    cpuPercent: Number.parseFloat(stats.value.CPUPerc) || 0,
    pids: Number.parseInt(stats.value.PIDs, 10) || 0,
  });
}

export interface EngineVersion {
  readonly client: string;
  /** undefined where no engine answered. */
  readonly server: string | undefined;
  /** `linux/amd64` */
  readonly platform: string | undefined;
}

/** Standard output of dockerVersion. */
export function parseVersion(text: string): Result<EngineVersion> {
  const version = parseJson(text, Version, 'docker version');
  if (!version.ok) return version;
  const { Client, Server } = version.value;
  const platform = Server?.Os && Server.Arch ? `${Server.Os}/${Server.Arch}` : undefined;
  return ok({ client: Client.Version, server: Server?.Version, platform });
}

/** Host port that a container's port is published on; undefined where it is not. */
export function publishedPort(container: Container, port: number): number | undefined {
  const bound = container.NetworkSettings.Ports?.[`${port}/tcp`]?.[0]?.HostPort;
  return bound === undefined ? undefined : Number(bound);
}

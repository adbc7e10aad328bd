import { RegistryHost, RegistryPath } from '@org/ci-core';
import { z } from 'zod';

/** `docker.io=mirror.example.com/hub,gcr.io=…` → its pairs; a pair without `=` has no mirror. */
const pairs = (text: string): [host: string, mirror: string][] =>
  text.split(',').map((pair) => {
    const [host = '', ...mirror] = pair.trim().split('=');
    return [host.trim(), mirror.join('=').trim()];
  });

/** Registry host → mirror, as ci.yaml has it. */
export const parseMirrors = (text: string): Record<string, string> => Object.fromEntries(pairs(text));

/** What is wrong with one pair. */
function faultsOf([host, mirror]: [string, string]): string[] {
  const checks = [RegistryHost.safeParse(host), RegistryPath.safeParse(mirror)];
  const messages = checks.flatMap(({ error }) => error?.issues.map(({ message }) => message) ?? []);
  return messages.map((message) => `${host}=${mirror}: ${message}`);
}

function faults(text: string): string[] {
  const all = pairs(text);
  const hosts = all.map(([host]) => host);
  const twice = hosts.filter((host, index) => hosts.indexOf(host) !== index);
  return [...all.flatMap(faultsOf), ...twice.map((host) => `${host} is given twice`)];
}

/** The option `--mirrors`. */
export const Mirrors = z.string().superRefine((text, context) => {
  for (const message of faults(text)) context.addIssue({ code: 'custom', message });
});

import { callsFromBrowser, type ServiceInput } from '@org/ci-core';
import type { YamlObject } from '../../yaml/value';

/** Where browsers find a service that runs on this machine. */
const originsOf = (port: number): string[] => [`http://localhost:${port}`, `http://127.0.0.1:${port}`];

/**
 * The setting that lets the workspace's own browser applications call a service: those that depend on it and read their
 * configuration in the browser.
 * @param server the server's container, whose other settings stay
 */
export function callersOf(
  { service, stack }: ServiceInput,
  all: readonly ServiceInput[],
  server: YamlObject,
): YamlObject {
  const variable = stack.runtime(service).origins;
  if (variable === undefined) return {};
  const callers = all.filter(
    (one) => callsFromBrowser(one.stack) && Object.hasOwn(one.service.dependsOn ?? {}, service.name),
  );
  if (callers.length === 0) return {};
  const origins = callers.flatMap((one) => originsOf(one.service.port)).join(',');
  return { environment: { ...(server.environment as YamlObject), [variable]: origins } };
}

import { isIPv4 } from 'node:net';

/** 127.0.0.0/8, `localhost` and `::1`, with or without a port. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/:[0-9]+$/, '');
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}

/** The base URL of a registry's API, without a trailing slash: as Docker does, plain HTTP on loopback only. */
export function registryBase(host: string): string {
  if (host === 'docker.io') return 'https://registry-1.docker.io';
  return `${isLoopback(host) ? 'http' : 'https'}://${host}`;
}

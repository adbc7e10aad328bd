import { describe, expect, it } from 'vitest';
import { synthEngineConfig } from './config.js';
import { iptablesWrapper } from './programs.js';
import { chooseSubnets, defaultDevice } from './subnets.js';

const routes = `default via 192.0.2.1 dev eth0 proto dhcp
192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.2
172.29.0.0/16 dev docker9 proto kernel scope link src 172.29.0.1
`;

describe('networks', () => {
  it('avoid what the machine routes already', () => {
    expect(chooseSubnets('')).toEqual({ bridge: '172.29.0.1/24', pool: '172.29.16.0/20' });
    expect(chooseSubnets(routes)).toEqual({ bridge: '172.27.0.1/24', pool: '172.27.16.0/20' });
  });

  it('know the device of the default route', () => {
    expect(defaultDevice(routes)).toBe('eth0');
    expect(defaultDevice('192.0.2.0/24 dev eth0')).toBeUndefined();
  });
});

describe('the engine’s configuration', () => {
  const config = synthEngineConfig({
    state: '/state',
    programs: '/programs',
    bridge: 'br0',
    subnets: chooseSubnets(''),
    mtu: 1400,
    registryPort: 15000,
    hostMapPort: 15001,
    hosts: ['gcr.io'],
  });

  it('keeps every file in the state folder', () => {
    const paths = ['data-root', 'exec-root', 'pidfile'].map((key) => config[key]);
    expect(paths.every((path) => String(path).startsWith('/state/'))).toBe(true);
    expect(config.hosts).toEqual(['unix:///state/docker.sock']);
  });

  it('uses the containerd image store, the loopback mirror and the host map', () => {
    expect(config).toMatchObject({
      features: { 'containerd-snapshotter': true },
      'registry-mirrors': ['http://127.0.0.1:15000'],
      proxies: { 'https-proxy': 'http://127.0.0.1:15001' },
      'insecure-registries': ['gcr.io'],
      mtu: 1400,
    });
  });

  it('keeps the cache of builds, however small the disk', () => {
    expect(config).toMatchObject({ builder: { gc: { defaultReservedSpace: '15GB' } } });
  });
});

it('runs iptables with the unpacked libraries and extensions', () => {
  const script = iptablesWrapper('ip6tables-save', 'aarch64-linux-gnu');
  expect(script).toContain('XTABLES_LIBDIR="$root/usr/lib/aarch64-linux-gnu/xtables"');
  expect(script).toMatch(/exec "\$root\/usr\/sbin\/xtables-nft-multi" ip6tables-save "\$@"\n$/);
});

import { expect, it } from 'vitest';
import { planClosing } from './network.js';

const before = { ipForward: '0', firewallEmpty: true };
const nothing = { bridge: false, forwarding: false, firewall: false };

it('gives everything back where no other engine runs', () => {
  expect(planClosing(before, undefined, 'orgci0')).toEqual({
    bridge: true,
    forwarding: true,
    firewall: true,
  });
});

it('leaves rules alone that were there before', () => {
  const plan = planClosing({ ...before, firewallEmpty: false }, undefined, 'orgci0');
  expect(plan).toEqual({ bridge: true, forwarding: true, firewall: false });
});

it('leaves the bridge to another engine of ours, whose containers are on it', () => {
  expect(planClosing(before, { bridge: 'orgci0' }, 'orgci0')).toEqual(nothing);
});

it('takes only its own bridge away where a foreign engine runs', () => {
  expect(planClosing(before, { bridge: undefined }, 'orgci0')).toEqual({ ...nothing, bridge: true });
});

import { homedir } from 'node:os';
import { unwrap } from '@org/ci-core';
import { scannerOf } from '@org/ci-toolchain';
import { loadWorkspace } from '../frame/load';
import { markingHasher, optionsOf } from '../frame/mark';
import { ScanPolicyOptions } from './options';
import { isPolicyOfToday } from './standing';

const nothing = { stands: false, about: '' };

/** The policy is a hit where today's, by today's database, is the same. */
export const hasher = markingHasher(async (task, context, root) => {
  const scanner = scannerOf(optionsOf(ScanPolicyOptions, task, context).scanner);
  if (!scanner) return nothing;
  const environment = { variables: process.env, platform: process.platform, home: homedir() };
  const loaded = { ...unwrap(await loadWorkspace(root)), root };
  return { ...nothing, stands: await isPolicyOfToday(loaded, scanner, environment, new Date()) };
});

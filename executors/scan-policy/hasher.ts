import { homedir } from 'node:os';
import { unwrap } from '@org/ci-core';
import { scannerOf } from '@org/ci-toolchain';
import { loadWorkspace } from '../frame/load';
import { markingHasher, optionsOf } from '../frame/mark';
import { ScanPolicyOptions } from './options';
import { isPolicyOfToday } from './standing';

/** The policy is a hit where today's, by today's database, is the same. */
export const hasher = markingHasher(async (task, context, root) => {
  const scanner = scannerOf(ScanPolicyOptions.parse(optionsOf(task, context)).scanner);
  if (!scanner) return false;
  const environment = { variables: process.env, platform: process.platform, home: homedir() };
  return isPolicyOfToday({ ...unwrap(await loadWorkspace(root)), root }, scanner, environment, new Date());
});

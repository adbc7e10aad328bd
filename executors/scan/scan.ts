import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  judgeScan,
  policyPath,
  ProblemError,
  receiptFolder,
  ScanPolicy,
  unwrap,
  type ImageReceipt,
  type ScanReceipt,
} from '@org/ci-core';
import { runChecked, scannerOf, type Scanner } from '@org/ci-toolchain';
import { lockFile } from '../context/lock';
import { readReceipt, writeReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { inspectImage, inspectLock } from './inspect';
import { lockLineOf } from './lock-line';
import { databaseChanged, gateProblems } from './problems';
import { synthScanReceipt } from './receipt';
import { synthSarif } from './sarif';
import { formatScan } from './table';

type ScanTask = Task<unknown>;

export const readPolicy = async ({ root }: ScanTask): Promise<ScanPolicy> =>
  unwrap(await readReceipt(root, policyPath, ScanPolicy, 'ci:scan-policy'));

/** The policy names its scanner, and the database must still be the one that it was written for. */
async function demandScanner({ run, signal }: ScanTask, policy: ScanPolicy): Promise<Scanner> {
  const scanner = scannerOf(policy.database.scanner);
  if (!scanner) throw new ProblemError(databaseChanged(policy, 'no such scanner'));
  const { stdout } = await runChecked(run, scanner.database(), { signal, timeoutMs: 60_000 });
  const database = unwrap(scanner.parseDatabase(stdout));
  if (database?.updatedAt !== policy.database.updatedAt)
    throw new ProblemError(databaseChanged(policy, database?.updatedAt ?? 'none'));
  return scanner;
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'org-ci-scan-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Scans every platform and the lock file and judges what was found. SARIF and report are left whatever the verdict;
 * the receipt is only returned where the gate is open. Codes: scan-gate, scanner-database-stale, scan-blind, scanner-….
 */
export async function scan(task: ScanTask, image: ImageReceipt): Promise<ScanReceipt> {
  const { root, service, directory, workspace } = task;
  const policy = await readPolicy(task);
  const scanner = await demandScanner(task, policy);
  const inspections = await withFolder(async (folder) => [
    ...(await inspectImage(task, scanner, image, folder)),
    await inspectLock(task, scanner, folder),
  ]);
  const findings = inspections.flatMap((inspection) => inspection.findings);
  const scanned = [...image.platforms.map(({ platform }) => `image ${platform}`), 'lock file'];
  const verdict = judgeScan(policy, service.name, findings);
  const lock = lockFile[workspace.packageManager];
  const places = {
    dockerfile: `${directory}/Dockerfile`,
    lockFile: lock,
    lockLine: lockLineOf(await readFile(path.join(root, lock), 'utf8')),
  };
  const receipt = synthScanReceipt(
    { service: service.name, digest: image.digest, scanned, findings },
    policy,
    verdict,
  );
  await writeReceipt(root, `${receiptFolder(service.name)}/scan.sarif`, synthSarif(policy, verdict, places));
  await writeReceipt(root, `${receiptFolder(service.name)}/scan-report.json`, receipt);
  formatScan(
    policy,
    verdict,
    scanned,
    inspections.flatMap(({ notes }) => notes),
  ).forEach(task.say);
  if (!verdict.pass)
    throw new ProblemError(gateProblems(`${service.name} @ ${image.digest.slice(0, 19)}`, verdict));
  return receipt;
}

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
  type ScanVerdict,
} from '@org/ci-core';
import { runChecked, scannerOf, type Scanner } from '@org/ci-toolchain';
import { packagesOf } from '../context/ecosystem';
import { readReceipt, removeReceipt, writeReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { policyUnder } from '../scan-policy/policy';
import { inspectImage, inspectLock, sbomPath } from './inspect';
import { lockLineOf } from './lock-line';
import { databaseChanged, gateProblems } from './problems';
import { synthScanReceipt } from './receipt';
import { synthSarif } from './sarif';
import { formatScan } from './table';

type ScanTask = Task<unknown>;

/** The policy of the day, under the standard that the service follows. */
export async function readPolicy({ root, service, standard }: ScanTask): Promise<ScanPolicy> {
  const policy = unwrap(await readReceipt(root, policyPath, ScanPolicy, 'ci:scan-policy'));
  return service.standard === undefined ? policy : policyUnder(policy, standard);
}

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

const reportPath = (service: string, file: 'scan.sarif' | 'scan-report.json'): string =>
  `${receiptFolder(service)}/${file}`;

/** What an earlier scan left: one that cannot be finished must not be taken for it. */
async function removeReports({ root, service: { name } }: ScanTask): Promise<void> {
  const files = [reportPath(name, 'scan.sarif'), reportPath(name, 'scan-report.json'), sbomPath(name)];
  for (const file of files) await removeReceipt(root, file);
}

/** For code scanning and for people, whatever the verdict is. */
async function writeReports(task: ScanTask, receipt: ScanReceipt, verdict: ScanVerdict): Promise<void> {
  const { root, service, directory, workspace, stack } = task;
  const lock = packagesOf(stack, workspace).lockFile(task);
  const places = {
    dockerfile: `${directory}/Dockerfile`,
    lockFile: lock,
    lockLine: lockLineOf(await readFile(path.join(root, lock), 'utf8')),
  };
  const sarif = synthSarif(receipt.policy, verdict, places);
  await writeReceipt(root, reportPath(service.name, 'scan.sarif'), sarif);
  await writeReceipt(root, reportPath(service.name, 'scan-report.json'), receipt);
}

/**
 * Scans every platform and the lock file and judges what was found. SARIF and report are left whatever the verdict;
 * the receipt is only returned where the gate is open. Codes: scan-gate, scanner-database-stale, scan-blind, scanner-….
 */
export async function scan(task: ScanTask, image: ImageReceipt): Promise<ScanReceipt> {
  const { service } = task;
  await removeReports(task);
  const policy = await readPolicy(task);
  const scanner = await demandScanner(task, policy);
  const inspections = await withFolder(async (folder) => [
    ...(await inspectImage(task, scanner, image, folder)),
    await inspectLock(task, scanner, folder),
  ]);
  const findings = inspections.flatMap((inspection) => inspection.findings);
  const scanned = [...image.platforms.map(({ platform }) => `image ${platform}`), 'lock file'];
  const verdict = judgeScan(policy, service.name, findings);
  const seen = { service: service.name, digest: image.digest, scanned, findings };
  const receipt = synthScanReceipt(seen, policy, verdict);
  await writeReports(task, receipt, verdict);
  const notes = inspections.flatMap((inspection) => inspection.notes);
  formatScan(policy, verdict, scanned, notes).forEach(task.say);
  if (!verdict.pass)
    throw new ProblemError(gateProblems(`${service.name} @ ${image.digest.slice(0, 19)}`, verdict));
  return receipt;
}

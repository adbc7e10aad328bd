import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError, unwrap, type ImageReceipt } from '@org/ci-core';
import { runChecked, type Command, type Inspection, type Scanner } from '@org/ci-toolchain';
import { productionLock } from '../context/prepare';
import type { Task } from '../frame/task';
import { writeWhole } from '../frame/receipt';
import { noReport, nothingRecognised } from './problems';
import { stableSbom } from './stable-sbom';
import { hasPackages, targetsOf } from './targets';

type Inspecting = Task<unknown>;

const minutes = 15;

const run = ({ run: runner, signal }: Inspecting, command: Command) =>
  runChecked(runner, command, { signal, timeoutMs: minutes * 60_000 });

/** A scanner that ends well and writes nothing has not scanned. */
const readReport = (file: string, subject: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw new ProblemError(noReport(subject), { cause: error });
  });

/** One inspection per platform. `folder` takes the reports. */
export async function inspectImage(
  task: Inspecting,
  scanner: Scanner,
  image: ImageReceipt,
  folder: string,
): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  for (const [index, target] of targetsOf(image).entries()) {
    task.progress(`scanning ${target.platform}`);
    const report = path.join(folder, `image-${index}.json`);
    await run(task, scanner.scanImage(target, report));
    const inspection = unwrap(scanner.parseImageReport(await readReport(report, target.reference), target));
    if (inspection.packages === 0) throw new ProblemError(nothingRecognised(target.reference));
    inspections.push(inspection);
  }
  return inspections;
}

/** POSIX path of the bill of materials, from the workspace's root. */
export const sbomPath = (service: string): string => `dist/ci/${service}/sbom.cdx.json`;

/** What a bundle hides: the packages of the pruned lock file, without those of development. Leaves the SBOM in dist. */
export async function inspectLock(task: Inspecting, scanner: Scanner, folder: string): Promise<Inspection> {
  const { file, text } = await productionLock(task);
  await writeFile(path.join(folder, file), text);
  const sbom = path.join(folder, 'sbom.cdx.json');
  const report = path.join(folder, 'lock.json');
  task.progress('scanning the lock file');
  await run(task, scanner.makeSbom(path.join(folder, file), sbom));
  await run(task, scanner.scanSbom(sbom, report));
  const inspection = unwrap(scanner.parseSbomReport(await readReport(report, file), sbom));
  if (inspection.packages === 0 && hasPackages(text)) throw new ProblemError(nothingRecognised(file));
  await writeWhole(
    path.join(task.root, sbomPath(task.service.name)),
    stableSbom(await readReport(sbom, file), task.service.name),
  );
  return inspection;
}

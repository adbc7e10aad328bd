import { unknownEnvironments } from '../manifest/environments';
import type { Service } from '../manifest/service';
import type { Problem } from '../problem/problem';
import { lockPath, parseLock } from '../reconcile/lock';
import { forbiddenOptions } from '../standard/forbidden';
import { optionProblems, withOptionDefaults } from '../standard/options';
import { stackOf, unknownStack, type Standard } from '../standard/standard';
import type { PlacedService } from '../synthesis/input';
import { isBehind } from './behind';
import type { FoundService, SyncInput } from './input';

/** A service with everything that its rendering takes. */
export interface Placed extends PlacedService {
  readonly standard: Standard;
  /** As its manifest has it, without what the standard adds. */
  readonly written: Service;
}

/** Whether a service stays on an older version of its standard: what today's demands of it is a matter of its upgrade. */
function isHeld({ service }: FoundService, { name, version }: Standard, input: SyncInput): boolean {
  const path = lockPath(service.name);
  const parsed = parseLock(input.read(path) ?? '', path);
  if (!parsed.ok || input.upgrade?.has(service.name)) return false;
  return isBehind({ standard: { name, version } }, parsed.value);
}

function demandsOf(one: FoundService, standard: Standard, file: string, input: SyncInput): Problem[] {
  const demands = [
    ...optionProblems(one.service, standard, file),
    ...forbiddenOptions(one.service, standard, file),
  ];
  return demands.length > 0 && isHeld(one, standard, input) ? [] : demands;
}

/** A service with its standard and its stack; none, and its problems, where it does not fit them or ci.yaml. */
export function place(one: FoundService, input: SyncInput, problems: Problem[]): Placed[] {
  const file = `${one.directory}/service.yaml`;
  const standard = input.standardFor(one);
  if (!standard.ok) {
    problems.push(...standard.problems);
    return [];
  }
  const stack = stackOf(standard.value, one.service.stack);
  const wrong = [
    ...unknownEnvironments(one.service, input.workspace, file),
    ...demandsOf(one, standard.value, file, input),
    ...(stack?.problems?.(one.service, file) ?? []),
  ];
  if (!stack) wrong.unshift(unknownStack(standard.value, one.service.stack, `${file} › stack`));
  problems.push(...wrong);
  if (!stack || wrong.length > 0) return [];
  const service = withOptionDefaults(one.service, standard.value);
  return [{ ...one, service, written: one.service, stack, standard: standard.value }];
}

import { manifestProblems } from '../stack/manifest-problems';
import { unknownEnvironments } from '../manifest/environments';
import type { Service } from '../manifest/service';
import type { Problem } from '../problem/problem';
import { lockPath } from '../reconcile/lock';
import { forbiddenOptions } from '../standard/forbidden';
import { optionProblems, withOptionDefaults } from '../standard/options';
import type { Stack } from '../stack/stack';
import { stackOf, unknownStack, type Standard } from '../standard/standard';
import type { PlacedService } from '../synthesis/input';
import { isHeld } from './held';
import type { FoundService, SyncInput } from './input';
import { thrownProblems } from './unrendered';

/** A service with everything that its rendering takes. */
export interface Placed extends PlacedService {
  readonly standard: Standard;
  /** As its manifest has it, without what the standard adds. */
  readonly written: Service;
}

function demandsOf(one: FoundService, standard: Standard, file: string, input: SyncInput): Problem[] {
  const demands = [
    ...optionProblems(one.service, standard, file),
    ...forbiddenOptions(one.service, standard, file),
  ];
  const isMoving = input.upgrade?.has(one.service.name) ?? false;
  const isFree = demands.length > 0 && !isMoving;
  return isFree && isHeld(one.service, standard, input.read(lockPath(one.service.name))) ? [] : demands;
}

/** What the stack itself has against a manifest. */
function stackProblems(
  stack: Stack | undefined,
  { service }: FoundService,
  standard: Standard,
  file: string,
): readonly Problem[] {
  try {
    return stack ? manifestProblems(service, stack, standard, file) : [];
  } catch (error) {
    return thrownProblems(error, file, standard);
  }
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
    ...stackProblems(stack, one, standard.value, file),
  ];
  if (!stack) wrong.unshift(unknownStack(standard.value, one.service.stack, `${file} › stack`));
  problems.push(...wrong);
  if (!stack || wrong.length > 0) return [];
  const service = withOptionDefaults(one.service, standard.value);
  return [{ ...one, service, written: one.service, stack, standard: standard.value }];
}

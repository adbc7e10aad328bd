import { markedSides } from '../merge/git-marks';
import { problemsFromZod } from '../problem/from-zod';
import { failed, ok, type Result } from '../problem/result';
import { PinLock } from './pin-lock';

export const pinsPath = '.ci/pins.json';

/** Text of .ci/pins.json → what was resolved before; none where nobody did. */
export function parsePins(text: string | undefined): Result<PinLock> {
  if (text === undefined) return ok({ images: {} });
  const sides = markedSides(text);
  return sides ? united(parseWhole(sides.ours), parseWhole(sides.theirs)) : parseWhole(text);
}

/** What both branches resolved; where they differ, ours. */
function united(ours: Result<PinLock>, theirs: Result<PinLock>): Result<PinLock> {
  if (!ours.ok || !theirs.ok) return ours.ok ? theirs : ours;
  const [mine, other] = [ours.value, theirs.value];
  return ok({
    ...other,
    ...mine,
    images: { ...other.images, ...mine.images },
    actions: { ...other.actions, ...mine.actions },
    hooks: { ...other.hooks, ...mine.hooks },
    resolved: { ...other.resolved, ...mine.resolved },
  });
}

function parseWhole(text: string): Result<PinLock> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fix = 'after a merge take either side, else delete it; then run: npx nx g @org/ci:pins';
    return failed({ code: 'pins-syntax', where: pinsPath, what: 'is not JSON', fix });
  }
  const parsed = PinLock.safeParse(value);
  return parsed.success
    ? ok(parsed.data)
    : failed(...problemsFromZod(parsed.error, pinsPath, 'pins-invalid'));
}

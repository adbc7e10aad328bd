import { problemsFromZod } from '../problem/from-zod';
import { failed, ok, type Result } from '../problem/result';
import { PinLock } from './pin-lock';

export const pinsPath = '.ci/pins.json';

/** Text of .ci/pins.json → what was resolved before; none where nobody did. */
export function parsePins(text: string | undefined): Result<PinLock> {
  if (text === undefined) return ok({ images: {} });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fix = 'delete it and run: npx nx g @org/ci:pins';
    return failed({ code: 'pins-syntax', where: pinsPath, what: 'is not JSON', fix });
  }
  const parsed = PinLock.safeParse(value);
  return parsed.success
    ? ok(parsed.data)
    : failed(...problemsFromZod(parsed.error, pinsPath, 'pins-invalid'));
}

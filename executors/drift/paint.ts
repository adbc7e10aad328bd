import { styleText } from 'node:util';
import type { Paint } from '@org/ci-core';

type Style = Parameters<typeof styleText>[0];

/** Whether there is somebody to see them is judged here, not by styleText. */
const judged = { validateStream: false };

/** Colours where somebody sees them: a terminal, or FORCE_COLOR, which Nx sets for its tasks; never with NO_COLOR. */
export function paintFor({
  env,
  stdout,
}: {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: { readonly isTTY?: boolean };
}): Paint {
  const asked = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  const isColoured = (env.NO_COLOR ?? '') === '' && (asked || stdout.isTTY === true);
  const paint = (style: Style) => (text: string) => (isColoured ? styleText(style, text, judged) : text);
  return { bold: paint('bold'), dim: paint('dim'), bad: paint('red'), good: paint('green') };
}

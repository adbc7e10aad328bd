import { z } from 'zod';

export interface BadLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Which rule it breaks. */
  readonly rule: string;
}

/** pino and bunyan number their levels, others name them (RFC 5424's words and their relatives). */
const Leveled = z.object({ level: z.union([z.number(), z.string()]) });
const badLevels = new Set([
  'error',
  'err',
  'fatal',
  'critical',
  'crit',
  'alert',
  'emerg',
  'emergency',
  'panic',
]);
const pinoError = 50;

function judgeJson(value: unknown): string | undefined {
  const { data } = Leveled.safeParse(value);
  if (!data) return undefined;
  if (typeof data.level === 'number')
    return data.level >= pinoError ? `log level ${data.level} (${pinoError} and more are errors)` : undefined;
  return badLevels.has(data.level.toLowerCase()) ? `log level ${data.level}` : undefined;
}

/**
 * Text that is no structured record. A line that merely has the word in it ("0 errors", "errorHandler registered",
 * "GET /errors") is no error; a level in capitals or brackets, or a line that starts with the name of an error, is.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^Traceback \(most recent call last\)/, 'a Python stack trace'],
  [/^\s+at \S.*:\d+\)?$/, 'a stack trace'],
  [/^(Uncaught |Unhandled )?[\w.$]*(Error|Exception)\b(:|$| \[)/, 'an uncaught error'],
  [/(^|\s)(ERROR|FATAL|CRITICAL|PANIC|SEVERE)(:|\s|$)/, 'a level in capitals'],
  [/\[(error|fatal|critical|crit|alert|emerg|panic)\]/i, 'a level in brackets'],
  [/^((error|fatal|panic)\b|npm (ERR!|error))[: ]/i, 'a line that starts with error, fatal or panic'],
];

const judgeText = (text: string): string | undefined => rules.find(([pattern]) => pattern.test(text))?.[1];

function judgeLine(text: string): string | undefined {
  if (!text.trimStart().startsWith('{')) return judgeText(text);
  try {
    return judgeJson(JSON.parse(text));
  } catch {
    return judgeText(text);
  }
}

/** Lines of a container's log that should not be there when all is well. */
export function badLines(log: string): BadLine[] {
  return log.split(/\r?\n/).flatMap((text, index) => {
    const rule = judgeLine(text.slice(0, 4000));
    return rule === undefined ? [] : [{ line: index + 1, text: text.slice(0, 300), rule }];
  });
}

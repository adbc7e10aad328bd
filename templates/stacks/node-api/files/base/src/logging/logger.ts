import { pino, stdTimeFunctions, type Logger } from 'pino';

/** JSON lines on stdout, with the level's name and an ISO time. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}

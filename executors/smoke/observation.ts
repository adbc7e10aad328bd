import type { BadLine } from './logs';
import type { Answer } from './http-get';

/** What was seen of a process beside the server. */
export interface ObservedProcess extends Pick<Observation, 'exitCode' | 'stoppedAfterMs' | 'badLines'> {
  readonly name: string;
  readonly worksAfterMs: number;
}

/** What was seen of one run: facts without a judgement. */
export interface Observation {
  /** `Config.User` of the image. */
  readonly imageUser: string;
  /** Numeric user of every process in the container. */
  readonly processUsers: readonly number[];
  readonly healthyAfterMs: number;
  readonly answers: readonly { readonly path: string; readonly answer: Answer }[];
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  /** First answer of the readiness endpoint after SIGTERM that was no 2xx; undefined where all were. */
  readonly unready: { readonly answer: Answer; readonly afterMs: number } | undefined;
  /** undefined where it did not end within the grace period. */
  readonly exitCode: number | undefined;
  readonly stoppedAfterMs: number;
  readonly gracePeriodSeconds: number;
  readonly badLines: readonly BadLine[];
  readonly processes: readonly ObservedProcess[];
}

import type { SmokeReceipt } from '@org/ci-core';
import { formatAnswer, isGood, type Answer } from './http-get';
import type { Observation, ObservedProcess } from './observation';

type Check = SmokeReceipt['checks'][number];

const isNumericUser = (user: string): boolean => /^[1-9]\d*(:\d+)?$/.test(user);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function users({ imageUser, processUsers }: Observation): Check[] {
  const seen = [...new Set(processUsers)].join(', ');
  return [
    {
      id: 'image-user',
      pass: isNumericUser(imageUser),
      detail: `the image's user is ${imageUser === '' ? 'not set, which is root' : imageUser}`,
    },
    {
      id: 'process-user',
      pass: processUsers.length > 0 && !processUsers.includes(0),
      detail: seen === '' ? 'no process was seen' : `processes run as ${seen}`,
    },
  ];
}

/** What no connection means here: whoever listens no more gets no more requests either. */
const closed: Readonly<Record<string, string>> = {
  ECONNRESET: 'connections were closed',
  ECONNREFUSED: 'nothing listened any more',
};

const formatUnready = (answer: Answer): string =>
  'failure' in answer
    ? `not ready any more (${closed[answer.failure] ?? answer.failure})`
    : `not ready any more (${formatAnswer(answer)})`;

const formatEnd = (
  { exitCode, stoppedAfterMs }: Pick<Observation, 'exitCode' | 'stoppedAfterMs'>,
  allowedSeconds: number,
): string =>
  exitCode === undefined
    ? `still running ${allowedSeconds} s after SIGTERM`
    : `exit code ${exitCode} ${stoppedAfterMs} ms after SIGTERM, ${allowedSeconds} s allowed`;

function ending(seen: Observation): Check[] {
  const { exitCode, unready } = seen;
  return [
    {
      id: 'unready-on-sigterm',
      pass: unready !== undefined,
      detail: unready
        ? `${formatUnready(unready.answer)} ${unready.afterMs} ms after SIGTERM`
        : 'the readiness endpoint went on answering 2xx after SIGTERM: answer 503 there as soon as the signal arrives, so that no request is sent to what is ending',
    },
    { id: 'graceful-stop', pass: exitCode === 0, detail: formatEnd(seen, seen.gracePeriodSeconds) },
  ];
}

function logs({ badLines }: Pick<Observation, 'badLines'>): Check {
  const shown = badLines.slice(0, 3).map(({ line, text, rule }) => `line ${line} is ${rule}: ${text}`);
  return {
    id: 'logs',
    pass: badLines.length === 0,
    detail: badLines.length === 0 ? 'no error in the logs' : shown.join('; '),
  };
}

/** A process beside the server does its work, ends well and says nothing bad. */
const ofProcess = (seen: ObservedProcess, allowedSeconds: number): Check[] => [
  { id: `${seen.name}: works`, pass: true, detail: `after ${seen.worksAfterMs} ms` },
  {
    id: `${seen.name}: graceful-stop`,
    pass: seen.exitCode === 0,
    detail: formatEnd(seen, allowedSeconds),
  },
  { ...logs(seen), id: `${seen.name}: logs` },
];

/** Pure: what was seen → what of it is right. */
export function judgeSmoke(seen: Observation): Check[] {
  return [
    ...users(seen),
    { id: 'ready', pass: true, detail: `ready ${seen.healthyAfterMs} ms after the container's start` },
    ...seen.answers.map(({ path, answer }) => ({
      id: `GET ${path}`,
      pass: isGood(answer),
      detail: formatAnswer(answer),
    })),
    {
      id: 'memory',
      pass: seen.memoryBytes > 0 && seen.memoryBytes < seen.memoryLimitBytes,
      detail: `${megabytes(seen.memoryBytes)} of ${megabytes(seen.memoryLimitBytes)}`,
    },
    ...ending(seen),
    logs(seen),
    ...seen.processes.flatMap((process) => ofProcess(process, seen.gracePeriodSeconds)),
  ];
}

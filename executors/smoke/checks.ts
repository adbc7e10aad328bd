import type { SmokeReceipt } from '@org/ci-core';
import { formatAnswer, isGood, type Answer } from './http-get';
import type { Observation } from './observation';

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
    {
      id: 'graceful-stop',
      pass: exitCode === 0,
      detail:
        exitCode === undefined
          ? `still running ${seen.gracePeriodSeconds} s after SIGTERM`
          : `exit code ${exitCode} ${seen.stoppedAfterMs} ms after SIGTERM, ${seen.gracePeriodSeconds} s allowed`,
    },
  ];
}

function logs({ badLines }: Observation): Check {
  const shown = badLines.slice(0, 3).map(({ line, text, rule }) => `line ${line} is ${rule}: ${text}`);
  return {
    id: 'logs',
    pass: badLines.length === 0,
    detail: badLines.length === 0 ? 'no error in the logs' : shown.join('; '),
  };
}

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
  ];
}

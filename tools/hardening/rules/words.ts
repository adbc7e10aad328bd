import { installations, lineage, shipped, stepsOf, type Dockerfile } from '../dockerfile';
import type { ComposeFile, Container, Files } from '../files';

/** Of nothing, nothing is true: a rule that finds no subject is not held by it. */
export const allOf = <T>(items: readonly T[], test: (item: T) => boolean): boolean =>
  items.length > 0 && items.every((item) => test(item));

/** As `allOf`; without a subject there is nothing to hold. */
export const eachOf = <T>(items: readonly T[], test: (item: T) => boolean): boolean | 'not applicable' =>
  items.length === 0 ? 'not applicable' : items.every((item) => test(item));

/** Whether all that is copied from stages with packages comes from an installation without those of development. */
export function production(dockerfile: Dockerfile): boolean {
  const copies = shipped(dockerfile)
    .flatMap((stage) => stepsOf(dockerfile, stage, 'COPY'))
    .flatMap(({ text }) => /--from=(\S+) (\S+) \S+$/.exec(text) ?? []);
  const sources = Array.from({ length: copies.length / 3 }, (_, index) =>
    copies.slice(index * 3 + 1, index * 3 + 3),
  );
  return allOf(sources, ([stage = '', path = '']) =>
    path.startsWith('/out/')
      ? true
      : installations(lineage(dockerfile, stage).flatMap(({ steps }) => steps)).every(({ text }) =>
          /--(omit=dev|prod|no-dev)\b/.test(text),
        ),
  );
}

/** The files that run as they are: development is an override of the first. */
export const whole = ({ compose, test }: Files): ComposeFile[] => [compose, ...(test ? [test] : [])];
export const containers = (files: Files): Container[] =>
  whole(files).flatMap(({ services }) => Object.values(services));
export const everyContainer = (files: Files): Container[] => [
  ...containers(files),
  ...Object.values(files.override?.services ?? {}),
];

export const built = (file: ComposeFile | undefined): Container[] =>
  Object.values(file?.services ?? {}).filter(({ build }) => build);

/** Runs once and exits. */
export const isJob = ({ restart, healthcheck }: Container): boolean =>
  restart === 'no' && healthcheck?.disable === true;
/** Runs an image of somebody else, for as long as the service runs. */
export const isBacking = (container: Container): boolean =>
  container.image !== undefined && !isJob(container);
export const backing = (files: Files): Container[] => containers(files).filter(isBacking);

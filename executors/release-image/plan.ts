import { dockerPull, dockerTag, type Command } from '@org/ci-toolchain';
import { localName } from './local-name';

/** Brings a published digest into the engine under the name that nx release tags: nothing is built. */
export function planReleaseImage(reference: string, directory: string): Command[] {
  return [dockerPull(reference), dockerTag(reference, localName(directory))];
}

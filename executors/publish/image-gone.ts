import { ProblemError, type ImageReceipt } from '@org/ci-core';

/** For a digest that its registry has lost. Code: image-gone. */
export function imageGone({ service, repository, digest }: ImageReceipt): Promise<never> {
  return Promise.reject(
    new ProblemError({
      code: 'image-gone',
      where: `${repository}@${digest}`,
      what: 'the registry does not have it any more',
      fix: `nx run ${service}:image --skip-nx-cache builds the same digest again`,
    }),
  );
}

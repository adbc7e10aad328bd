import { ProblemError, type ImageReceipt, type Problem } from '@org/ci-core';
import { formatReference, readImage, type Registry, type Repository } from '@org/ci-oci';

const formatPlatforms = (platforms: readonly { platform: string; digest: string }[]): string =>
  platforms
    .map(({ platform, digest }) => `${platform} ${digest}`)
    .sort()
    .join(', ');

/** Reads back what was pushed: manifest and platforms are those of the receipt. Code: published-differs. */
export async function verifyImage(
  registry: Registry,
  repository: Repository,
  receipt: ImageReceipt,
): Promise<void> {
  const reference = { ...repository, digest: receipt.digest };
  const { mediaType, platforms } = await readImage(registry, reference);
  const where = formatReference(reference);
  const fix = 'the registry changed what it was given: push to another one, and report it';
  const differs = (what: string): Problem => ({ code: 'published-differs', where, what, fix });
  const [wanted, found] = [formatPlatforms(receipt.platforms), formatPlatforms(platforms)];
  const problems = [
    ...(mediaType === receipt.mediaType
      ? []
      : [differs(`is ${mediaType}, was built as ${receipt.mediaType}`)]),
    ...(wanted === found ? [] : [differs(`has the platforms ${found}; built were ${wanted}`)]),
  ];
  if (problems.length > 0) throw new ProblemError(problems);
}

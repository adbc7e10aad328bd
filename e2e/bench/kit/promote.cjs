/* global require, process */
/* eslint-disable @typescript-eslint/no-require-imports -- run with node as a program */
const { connectRegistry, copyImage, parseReference, putTag } = require('@org/ci-oci');

const registry = connectRegistry();

const reference = (text) => {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(`${text} is no reference`);
  return parsed.value;
};

/** What the promote executor does in a registry: copy by digest, then the tag. */
async function promote({ source, target }) {
  const from = reference(source);
  const { host, repository, tag } = reference(target);
  await copyImage(registry, from, { host, repository });
  await putTag(registry, { host, repository, digest: from.digest }, tag);
}

process.on('message', (order) => {
  promote(order).then(
    () => process.send({ ok: true }),
    (error) => process.send({ ok: false, message: String(error) }),
  );
});

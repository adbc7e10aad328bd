import { dirname, join } from 'node:path';
import { customSchemas } from '../custom-schemas.js';
import { judge } from '../judge.js';
import { kubeconformArguments } from '../kubernetes-schemas.js';
import { each, run, said, type Court } from './court.js';

/** Rendered overlays against strict schemas; a kind without a schema is an error, never skipped. */
export const kubernetes: Court = async (root, files) => {
  const [kustomize, kubeconform] = await Promise.all([judge('kustomize'), judge('kubeconform')]);
  const custom = join(await customSchemas(), '{{ .ResourceKind }}{{ .KindSuffix }}.json');
  const args = [...(await kubeconformArguments()), '-schema-location', custom];
  const overlays = files.filter((file) => /\/overlays\/[^/]+\/kustomization\.yaml$/.test(file)).map(dirname);
  return each('kubernetes', overlays, async (overlay) => {
    const rendered = await run(kustomize, ['build', overlay], root);
    if (rendered.exitCode !== 0) return said(rendered, []);
    const outcome = await run(kubeconform, args, root, rendered.stdout);
    const { resources = [] } = JSON.parse(outcome.stdout) as {
      resources?: { kind: string; name: string; status: string; msg: string }[];
    };
    return said(
      outcome,
      resources.map(({ kind, name, status, msg }) => `${kind}/${name} ${status} ${msg}`),
    );
  });
};

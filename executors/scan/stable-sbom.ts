import { z } from 'zod';

/** What is changed of CycloneDX 1.x (https://cyclonedx.org/docs/1.6/json); the rest stays. */
const Component = z.looseObject({
  'bom-ref': z.string().optional(),
  type: z.string().optional(),
  name: z.string(),
});
const Sbom = z.looseObject({
  serialNumber: z.string().optional(),
  metadata: z.looseObject({ timestamp: z.string().optional(), component: Component.optional() }).optional(),
  components: z.array(Component).optional(),
  dependencies: z
    .array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() }))
    .optional(),
});
type Sbom = z.infer<typeof Sbom>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const without = (value: object, name: string): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

/** Random reference → one made of what it names. */
function stableNames(components: readonly z.infer<typeof Component>[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { 'bom-ref': ref, type = 'component', name } of components)
    if (ref !== undefined && uuid.test(ref)) names.set(ref, `${type}:${name}`);
  return names;
}

/** The subject is called by the service's name: the scanner calls it by the folder that it happened to be in. */
function renamed(sbom: Sbom, service: string): Sbom {
  const component = sbom.metadata?.component;
  return component === undefined
    ? sbom
    : { ...sbom, metadata: { ...sbom.metadata, component: { ...component, name: service } } };
}

/**
 * CycloneDX without what differs at every run: serial number, time, folder, random references and what is sorted by
 * them. The same lock file then gives the same bytes, and an unchanged image gets no second attachment.
 */
export function stableSbom(text: string, service: string): string {
  const sbom = renamed(Sbom.parse(JSON.parse(text)), service);
  const subject = sbom.metadata?.component;
  const names = stableNames([...(subject ? [subject] : []), ...(sbom.components ?? [])]);
  const nameOf = (ref: string): string => names.get(ref) ?? ref;
  const named = <T extends z.infer<typeof Component>>(component: T): T =>
    component['bom-ref'] === undefined
      ? component
      : { ...component, 'bom-ref': nameOf(component['bom-ref']) };
  const stable = {
    ...without(sbom, 'serialNumber'),
    metadata: { ...without(sbom.metadata ?? {}, 'timestamp'), ...(subject && { component: named(subject) }) },
    components: (sbom.components ?? [])
      .map(named)
      .sort((a, b) => compare(a['bom-ref'] ?? a.name, b['bom-ref'] ?? b.name)),
    dependencies: (sbom.dependencies ?? [])
      .map((entry) => ({
        ...entry,
        ref: nameOf(entry.ref),
        dependsOn: (entry.dependsOn ?? []).map(nameOf).sort(compare),
      }))
      .sort((a, b) => compare(a.ref, b.ref)),
  };
  return `${JSON.stringify(stable, null, 2)}\n`;
}

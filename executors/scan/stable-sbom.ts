interface Sbom {
  serialNumber?: unknown;
  metadata?: { timestamp?: unknown };
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gi;

/**
 * CycloneDX without what differs at every run: serial number, time, random references. The same lock file then gives
 * the same bytes, and an unchanged image gets no second attachment.
 */
export function stableSbom(text: string): string {
  const sbom = JSON.parse(text) as Sbom;
  delete sbom.serialNumber;
  if (sbom.metadata) delete sbom.metadata.timestamp;
  const names = new Map<string, string>();
  const stable = JSON.stringify(sbom, null, 2).replace(uuid, (found) => {
    const known = names.get(found) ?? `ref-${names.size + 1}`;
    names.set(found, known);
    return known;
  });
  return `${stable}\n`;
}

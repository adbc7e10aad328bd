/**
 * The grammar of image names, as github.com/distribution/reference defines it.
 * Every pattern is anchored and its alternatives are disjoint, so hostile input cannot make it backtrack.
 */
const COMPONENT = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = new RegExp(`^(?:${COMPONENT}(?:\\.${COMPONENT})*|\\[[a-fA-F0-9:]{2,39}\\])(?::[0-9]{1,5})?$`);
const REPOSITORY = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

export const MAX_REPOSITORY = 255;
const MAX_HOST = 259; // 253 characters of a DNS name, a colon and a port

const portOf = (host: string): number => Number(/:([0-9]+)$/.exec(host)?.[1] ?? 1);
const isPort = (port: number): boolean => port >= 1 && port <= 65535;

/** `host`, `host:port`, `[v6]:port`. */
export const isHost = (text: string): boolean =>
  text.length <= MAX_HOST && HOST.test(text) && isPort(portOf(text));

/** Lower-case path components, at most 255 characters together. */
export const isRepository = (text: string): boolean => text.length <= MAX_REPOSITORY && REPOSITORY.test(text);

/** At most 128 word characters, dots and hyphens, not starting with a dot or hyphen. */
export const isTag = (text: string): boolean => TAG.test(text);

import type { Service, Stack } from '@org/ci-core';
import { parse } from 'yaml';
import { parseDockerfile, type Dockerfile } from './dockerfile';

/** Rendered texts of one service by their paths in its folder. */
export type Texts = ReadonlyMap<string, string>;

export interface Example {
  readonly name: string;
  readonly stack: Stack;
  readonly service: Service;
  readonly texts: Texts;
}

export interface Container {
  readonly image?: string;
  readonly build?: { readonly target?: string };
  readonly user?: string;
  readonly read_only?: boolean;
  readonly init?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>>;
  readonly healthcheck?: Readonly<Record<string, unknown>>;
  readonly logging?: { readonly options?: Readonly<Record<string, string>> };
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly pids_limit?: number;
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly develop?: { readonly watch?: readonly unknown[] };
}

export interface ComposeFile {
  readonly text: string;
  readonly version?: string;
  readonly name?: string;
  readonly services: Readonly<Record<string, Container>>;
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

/** What a rule reads: parsed, and the example that it is of. */
export interface Files {
  readonly stack: Stack;
  readonly service: Service;
  readonly dockerfile: Dockerfile;
  /** Patterns of the ignore file, without comments. */
  readonly ignored: readonly string[];
  readonly compose: ComposeFile;
  readonly override?: ComposeFile | undefined;
  readonly test?: ComposeFile | undefined;
  readonly environmentExample?: string | undefined;
}

const composeFile = (text: string): ComposeFile => ({ ...(parse(text) as Omit<ComposeFile, 'text'>), text });

const patternsOf = (text: string): string[] => text.split('\n').filter((line) => /^[^#\s]/.test(line));

const readers: Readonly<Record<string, (text: string) => Partial<Files>>> = {
  Dockerfile: (text) => ({ dockerfile: parseDockerfile(text) }),
  'Dockerfile.dockerignore': (text) => ({ ignored: patternsOf(text) }),
  'compose.yaml': (text) => ({ compose: composeFile(text) }),
  'compose.override.yaml': (text) => ({ override: composeFile(text) }),
  'compose.test.yaml': (text) => ({ test: composeFile(text) }),
  '.env.example': (text) => ({ environmentExample: text }),
};

/** The same with another text of one file. Throws where it cannot be read. */
export const withText = (files: Files, path: string, text: string): Files => ({
  ...files,
  ...readers[path]?.(text),
});

/** Throws where a text cannot be read, and where there is no Dockerfile or compose.yaml. */
export function parseFiles({ stack, service, texts }: Omit<Example, 'name'>): Files {
  const files = [...texts].reduce<Partial<Files>>(
    (read, [path, text]) => ({ ...read, ...readers[path]?.(text) }),
    {},
  );
  const { dockerfile, compose, ignored = [] } = files;
  if (!dockerfile || !compose) throw new Error(`${service.name}: no Dockerfile or no compose.yaml`);
  return { ...files, stack, service, ignored, dockerfile, compose };
}

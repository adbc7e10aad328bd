/** One change of a manifest, by address. */
export type ManifestChange =
  | { readonly op: 'rename'; readonly at: string; readonly to: string }
  | { readonly op: 'set'; readonly at: string; readonly value: string | number | boolean }
  | { readonly op: 'remove'; readonly at: string };

/** A file that has another place from now on; relative to the service's folder. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * What merging two renderings cannot know, said by the standard that changed it: an option with another name, a file in
 * another place, something that a person has to decide. Data first; `run` is for what data cannot say.
 */
export interface ServiceMigration {
  /** Version of the standard from which on it holds. */
  readonly version: string;
  readonly id: string;
  readonly description: string;
  /** Only services of these stacks; all where it is left out. */
  readonly stacks?: readonly string[] | undefined;
  readonly manifest?: readonly ManifestChange[] | undefined;
  readonly moves?: readonly Move[] | undefined;
  /** What people have to do by hand afterwards; not told where `manifest` had nothing to change, and no file moves. */
  readonly nextSteps?: readonly string[] | undefined;
  /** Pure: text of the service's manifest → its new text, and more steps for people. */
  readonly run?: (manifest: string) => {
    readonly manifest?: string;
    readonly nextSteps?: readonly string[];
  };
}

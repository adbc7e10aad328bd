/** Words that YAML 1.1 readers (PyYAML, older Go parsers) take for booleans or null, though YAML 1.2 does not. */
const words = /^(y|n|yes|no|on|off|true|false|null|~|=|<<)$/i;

/** Octal, hexadecimal, sexagesimal (`12:30`), dates, `1_000`: whatever some reader might take for a number. */
const numeric = /^[-+]?(0[xob][\da-fA-F_]+|[.\d][\d_.,:eE+-]*|[eE][-+]?\d+)$/;

/** True where the text must be quoted so that every reader sees the same string. */
export const isAmbiguous = (text: string): boolean => words.test(text) || numeric.test(text);

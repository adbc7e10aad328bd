import fc from 'fast-check';

/** Texts that have broken tools of this kind before. */
const known = [
  '', ' ', '.', '..', '../..', '/', '/etc/passwd', '~', '~root', 'C:\\x', '\\\\host\\share', 'a/../b', 'a//b', './a',
  '$(id)', '`id`', '${HOME}', '${{ github.token }}', '; rm -rf /', '| sh', '&& id', '> x', '-rf', '--help', '*', '?',
  '[a]', '{a,b}', '\u0000', 'a\u0000b', 'a\nb', 'a\r\nb', '\t', '\u001b[31m', '\u202e', '\u2028', '\ufeff', 'é', 'ı',
  'Ａ', '😀', 'constructor', '__proto__', 'prototype', 'toString', 'con', 'nul', 'CON', 'null', 'true', 'yes', '~', '1e3',
  '0x1', '- a', 'a: b', 'a #b', '#', '&a', '*a', '!!js/function', '<<', '%YAML', '---', '...', '"', "'", '@', '@/', '@a/',
  '@a/b', '@A/b', 'a/b', 'a'.repeat(41), 'a'.repeat(5_000), '<%= 1 %>', '<%- process.exit() %>', '{{ .x }}', '%s', 'ci',
  'node_modules', '.git', '.git/config', '.github', 'package.json', 'a-', '-a', 'a--b', 'payments', 'billing/payments',
]; // prettier-ignore

/** Any text, with a liking for those that hurt. */
export const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...known), fc.constantFrom(...known)).map((parts) => parts.join('/')),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...known), fc.string({ maxLength: 6 }))
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/) },
);

/** Any value that a YAML file or an option may hold. */
export const hostileValue = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 2, withNullPrototype: false }) },
  {
    weight: 1,
    arbitrary: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-1, 0, 80, 1024, 65_536, NaN, Infinity)),
  },
);

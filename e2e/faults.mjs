// What is wrong with a call, found before anything is installed or started: plain Node, no dependency.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import util from 'node:util';
import { known, stacks as knownStacks, usage } from './usage.mjs';

/** The rule for a service's name, as @org/ci-core has it: a test holds the two together. */
const isServiceName = (name) => name.length <= 40 && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name);

/** An option of which the value was left out: Node's own words do not say what to write. */
function missingValue(command, args, options) {
  const { tokens } = util.parseArgs({ args, options, strict: false, tokens: true });
  const { name } =
    tokens.find(
      ({ kind, name, value, inlineValue }) =>
        kind === 'option' &&
        options[name]?.type === 'string' &&
        (!value || (!inlineValue && value.startsWith('-'))),
    ) ?? {};
  if (name === undefined) return undefined;
  const [, word] = new RegExp(`--${name} (\\S+)`).exec(usage[command]) ?? [];
  return `--${name}: the ${word} is missing, as in npm run ${command} -- --${name} ${word}`;
}

function positionalFault(positionals, options) {
  const [first] = positionals;
  if (first === undefined) return undefined;
  const meant = options.only ? `; did you mean --only ${positionals.join(',')}?` : '';
  return `${first}: only options are taken${meant}`;
}

/** A folder with something in it is not the demo's to fill. */
function keepFault(folder) {
  try {
    return readdirSync(folder).length === 0
      ? undefined
      : `--keep ${folder}: there is something in this folder already; name one that is empty or not there yet`;
  } catch (error) {
    return error.code === 'ENOENT'
      ? undefined
      : `--keep ${folder}: this is no folder to fill (${error.code})`;
  }
}

function stacksFault(list) {
  const unknown = list.split(',').filter((stack) => !knownStacks.includes(stack.trim()));
  const named = unknown.map((stack) => stack.trim() || 'an empty name').join(', ');
  return unknown.length === 0 ? undefined : `--stacks knows ${knownStacks.join(', ')}; not ${named}`;
}

function valueFault({ stacks, service, keep }, root) {
  const unknown = stacks === undefined ? undefined : stacksFault(stacks);
  if (unknown) return unknown;
  if (service !== undefined && !isServiceName(service))
    return `--service ${service}: a name is lower-case letters, digits and dashes, at most 40, and starts with a letter`;
  return keep === undefined ? undefined : keepFault(resolve(root, keep));
}

/** What is wrong with the options of a command, in one line; undefined where they can be used. Paths are from `root`. */
export function faultOf(command, args, root) {
  const options = known[command];
  const missing = missingValue(command, args, options);
  if (missing) return missing;
  try {
    const { values, positionals } = util.parseArgs({ args, options, strict: true, allowPositionals: true });
    return positionalFault(positionals, options) ?? valueFault(values, root);
  } catch (error) {
    // Node's advice on arguments that begin with a dash helps nobody here.
    return error.message.split('. ')[0];
  }
}

/** One instruction of a Dockerfile, by offsets: `start` to `end` with its continuation lines and heredocs. */
export interface Instruction {
  readonly keyword: string;
  readonly start: number;
  readonly keywordEnd: number;
  /** Where its words end: before the line end of its last line. */
  readonly textEnd: number;
  readonly end: number;
  readonly hasHeredoc: boolean;
}

const keywords = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);
const heredocs = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/g;

const isBlank = (line: string): boolean => /^\s*(#.*)?\n?$/.test(line);

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
};

/** The character that continues a line: `\`, or what the parser directive `# escape=` says. */
export const escapeOf = (text: string): string =>
  /^(?:#\s*(?:syntax|check)=.*\n)*#\s*escape=(\S)/i.exec(text)?.[1] ?? '\\';

/** The end of the lines of one instruction that begins at `start`. */
function continuedEnd(text: string, start: number, escape: string): number {
  let end = endOfLine(text, start);
  let last = text.slice(start, end);
  while (last.trimEnd().endsWith(escape) && end < text.length) {
    const next = endOfLine(text, end);
    const line = text.slice(end, next);
    if (!isBlank(line)) last = line;
    end = next;
  }
  return end;
}

function heredocsEnd(text: string, head: string, from: number): number {
  let end = from;
  for (const [, , name] of head.matchAll(heredocs)) {
    const close = new RegExp(`^\\t*${name ?? ''}$`, 'm');
    const match = close.exec(text.slice(end));
    if (!match) return -1;
    end = endOfLine(text, end + match.index);
  }
  return end;
}

function readInstruction(text: string, start: number, escape: string): Instruction | undefined {
  const head = /^[ \t]*([A-Za-z]+)(?=\s|$)/.exec(text.slice(start, endOfLine(text, start)));
  const keyword = (head?.[1] ?? '').toUpperCase();
  if (!head || !keywords.has(keyword)) return undefined;
  const lines = continuedEnd(text, start, escape);
  const mayHave = keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD';
  const end = mayHave ? heredocsEnd(text, text.slice(start, lines), lines) : lines;
  if (end < 0) return undefined;
  const textEnd = start + text.slice(start, end).trimEnd().length;
  return { keyword, start, keywordEnd: start + head[0].length, textEnd, end, hasHeredoc: end > lines };
}

/** The instructions of a Dockerfile in order; undefined: it is none. What is between them is comments and empty lines. */
export function scanDockerfile(text: string): Instruction[] | undefined {
  const escape = escapeOf(text);
  const found: Instruction[] = [];
  for (let at = 0; at < text.length;) {
    const end = endOfLine(text, at);
    if (isBlank(text.slice(at, end))) {
      at = end;
      continue;
    }
    const instruction = readInstruction(text, at, escape);
    if (!instruction) return undefined;
    found.push(instruction);
    at = instruction.end;
  }
  return found;
}

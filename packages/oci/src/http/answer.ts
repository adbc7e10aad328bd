/** What is read of an answer. fetch's Response has it; a HEAD request's needs no more. */
export interface Answer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly body: Response['body'];
}

/** As much of fetch as a registry is asked with. */
export type Send = (url: URL, init: RequestInit) => Promise<Answer>;

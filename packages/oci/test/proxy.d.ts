import { type IncomingMessage, type ServerResponse } from 'node:http';
export interface Answer {
    status: number;
    headers: Record<string, string | string[] | undefined>;
    body: Buffer;
}
export interface Exchange {
    readonly incoming: IncomingMessage;
    readonly outgoing: ServerResponse;
    readonly forward: () => Promise<Answer>;
    readonly send: (answer: Answer) => void;
}
/** Takes an exchange (returns what it does with it) or leaves it to the next one. */
export type Interceptor = (exchange: Exchange) => Promise<void> | undefined;
export interface Proxy {
    /** `127.0.0.1:port` */
    readonly host: string;
    /** `METHOD path` of every request, with what its headers were. */
    readonly seen: {
        readonly line: string;
        readonly headers: IncomingMessage['headers'];
    }[];
    readonly interceptors: Interceptor[];
    readonly count: (pattern: RegExp) => number;
    readonly close: () => Promise<void>;
}
/** A proxy before a real registry, with room for faults. */
export declare function startProxy(upstream: string): Promise<Proxy>;
export declare const bodyText: (incoming: IncomingMessage) => Promise<string>;

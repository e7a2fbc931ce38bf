import { expose } from "comlink";
import { Weighing } from "./weighing.ts";

/** Draws of weights behind messages. Errors cross as their sentence. */
const remote = new Weighing(() => new Promise((resolve) => setTimeout(resolve)));

export type RemoteWeighing = typeof remote;

expose(remote);

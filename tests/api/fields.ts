// What the tables of parameters are written with.
import type { Field, Kind } from "./kinds.ts";

export const text: Field = { kind: "text" };
export const word = (good: string): Field => ({ kind: "text", good: `"${good}"` });
export const optional = (kind: Kind): Field => ({ kind, optional: true });

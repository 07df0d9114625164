// What parameters of operations are made of.

export type Kind =
    | "text"
    | "number"
    | "truth"
    | "time"
    | "texts"
    | "numbers"
    | "words"
    | "rights"
    | "reasons"
    | "skills"
    | "needs"
    | "conditions"
    | "week"
    | "days"
    | "answers"
    | "schedule"
    | "card"
    | "formats"
    | "shown"
    | "tree"
    | "ids"
    | "bytes"
    | "titles"
    | "writing";
export type Field = { kind: Kind; optional?: true; good?: string };
export type Row = { who: "anyone" | "visitor" | "agent"; fields: Record<string, Field> };

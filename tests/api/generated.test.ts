// What the faces are compiled against is what this program declares.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { binary } from "./harness/server.ts";

const kept = new URL("../../web/sdk/src/generated.ts", import.meta.url);

test("generated types are current", () => {
    const made = spawnSync(binary, ["openapi", "--format", "typescript"], { encoding: "utf8" });
    expect(made.error ?? made.stderr).toBe("");
    expect(made.status).toBe(0);
    expect(
        readFileSync(kept, "utf8") === made.stdout,
        "make it again: parley openapi --format typescript >web/sdk/src/generated.ts",
    ).toBe(true);
});

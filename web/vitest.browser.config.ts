// Tests in a real browser: tests/browser at the top of the repository, on the pages built into
// web/dist.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
    root: here(".."),
    resolve: {
        alias: {
            "playwright-core": here("node_modules/playwright-core/index.mjs"),
            "axe-core": here("node_modules/axe-core/axe.min.js"),
        },
    },
    test: {
        include: ["tests/browser/**/*.test.ts"],
        // Two workers at most: each has a Chromium of its own for all its files (tests/browser/browser.ts).
        maxWorkers: 2,
        isolate: false,
        testTimeout: 30_000,
        hookTimeout: 30_000,
        expect: { poll: { timeout: 5_000 } },
    },
});

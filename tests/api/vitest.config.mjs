// The API tests run with the packages of web/, so that there is one lock file and one
// node_modules. PARLEY_BIN names the program under test; PARLEY_RESULTS a folder for the results
// as JUnit.
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
    root: here("."),
    resolve: { alias: [{ find: /^vitest$/, replacement: here("../../web/node_modules/vitest") }] },
    test: {
        include: ["**/*.test.ts"],
        testTimeout: 30_000,
        hookTimeout: 60_000,
        maxWorkers: 2,
    },
};

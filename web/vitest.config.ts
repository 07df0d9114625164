// Unit tests of all packages; they sit beside the code as *.test.ts(x).
import { defineConfig } from "vitest/config";

export default defineConfig({
    test: {
        include: ["{sdk,ui,widget,desk,admin,manage}/**/*.test.{ts,tsx}"],
        exclude: ["**/node_modules/**", "dist/**"],
        pool: "threads",
    },
});

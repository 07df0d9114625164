// Builds the administration: a React app served under /admin from dist/admin, assets hashed.
import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
    root: here("."),
    base: "/admin/",
    publicDir: here("../ui/public"),
    plugins: [react(), lingui({ configPath: here("lingui.config.ts") })],
    build: {
        outDir: here("../dist/admin"),
        emptyOutDir: true,
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
    },
});

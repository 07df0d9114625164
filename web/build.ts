// Builds everything the server embeds into web/dist: the desk (and, further on, widget and demo pages).
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
rmSync(here("dist"), { recursive: true, force: true });
await build({ configFile: here("desk/vite.config.ts"), logLevel: "warn" });

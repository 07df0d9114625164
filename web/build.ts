// Builds everything the server embeds into web/dist: widget.js, widget/, demo/, desk/.
import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here("dist"), { recursive: true, force: true });
const widget = { configFile: here("widget/vite.config.ts"), logLevel: "warn" } as const;
await build(widget);
await build({ ...widget, mode: "loader" });
await build({ configFile: here("desk/vite.config.ts"), logLevel: "warn" });
cpSync(here("demo"), here("dist/demo"), { recursive: true });

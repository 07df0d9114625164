// What a visitor and an agent load, gzip, against what we promise (1 kB is 1,024 bytes); fails when
// a limit is
// passed. The widget counts with its launcher, with everything but the other language.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const kb = 1_024;
const dist = fileURLToPath(new URL("dist/", import.meta.url));

function size(path: string): number {
    return gzipSync(readFileSync(dist + path), { level: 9 }).length;
}

function filesIn(folder: string): string[] {
    return readdirSync(dist + folder, { recursive: true })
        .map((name) => `${folder}/${name}`)
        .filter((path) => statSync(dist + path).isFile());
}

/**
 * A page and what it names itself: scripts, preloads and styles; what is imported later is not a
 * first load.
 */
function firstLoad(folder: string, path = `${folder}/index.html`): string[] {
    const page = readFileSync(dist + path, "utf8");
    const named = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((one) => one[1]!);
    return [path, ...named.filter((path) => path.startsWith(`${folder}/`))];
}

/** What the widget loads once it is needed. */
const widget_later = [
    {
        chunk: "leave",
        what: "later: message form, bot, end, what was taken out, formatted text",
        max: 6 * kb,
    },
    { chunk: "rating", what: "after the chat: rating", max: 2 * kb },
    { chunk: "chatting", what: "later: line, news, reading far above", max: 3.5 * kb },
    { chunk: "files", what: "later: files", max: 7.5 * kb },
    { chunk: "mail", what: "later: what was said, by mail", max: 1.5 * kb },
    { chunk: "sharing", what: "later: the screen that is shown", max: 3.5 * kb },
];

/**
 * All of the panel that is loaded at first, with one language: a visitor loads the one that is
 * spoken, and the rest once there is a chat or a message is left.
 */
function panel(language: string): string[] {
    const later = widget_later.map(({ chunk }) => chunk).join("|");
    const not_at_first = new RegExp(`/(de|en|${later})-`);
    return filesIn("widget").filter(
        (path) => !not_at_first.test(path) || path.includes(`/${language}-`),
    );
}

const limits = [
    { what: "launcher", files: ["widget.js"], max: 3 * kb },
    { what: "widget in all, en", files: ["widget.js", ...panel("en")], max: 20 * kb },
    { what: "widget in all, de", files: ["widget.js", ...panel("de")], max: 20 * kb },
    ...widget_later.map(({ chunk, what, max }) => ({
        what: `widget, ${what}`,
        files: filesIn("widget").filter((path) => path.includes(`/${chunk}-`)),
        max,
    })),
    {
        what: "desk, later: formatting editor",
        files: filesIn("desk").filter((path) => path.includes("/field-")),
        max: 100 * kb,
    },
    {
        what: "admin, later: formatting editor",
        files: filesIn("admin").filter((path) => path.includes("/tree_field-")),
        max: 100 * kb,
    },
    {
        what: "desk, later: files",
        files: filesIn("desk").filter((path) =>
            /\/(attaching|links|lightbox|shown|words)-/.test(path),
        ),
        max: 15 * kb,
    },
    { what: "desk, first load", files: firstLoad("desk"), max: 200 * kb },
    { what: "admin, first load", files: firstLoad("admin"), max: 200 * kb },
    { what: "manage, first load", files: firstLoad("manage"), max: 200 * kb },
    { what: "wallboard", files: firstLoad("manage", "manage/wallboard/index.html"), max: 200 * kb },
];

let failed = false;
for (const { what, files, max } of limits) {
    const total = files.reduce((sum, path) => sum + size(path), 0);
    const over = total > max;
    failed ||= over;
    console.log(
        `${over ? "FAIL" : "ok  "}  ${what.padEnd(20)} ${String(total).padStart(7)} of ${max} bytes gzip`,
    );
    for (const path of files) console.log(`        ${path.padEnd(44)} ${size(path)}`);
}
process.exit(failed ? 1 : 0);

// A table as a file that spreadsheets open (RFC 4180).
import { download } from "../download.ts";

/** A cell that begins like a formula would be run by a spreadsheet: it gets a quote in front. */
function cell(text: string): string {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(rows: readonly (readonly string[])[]): string {
    return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

export function downloadCsv(name: string, text: string): void {
    download(name, text, "text/csv");
}

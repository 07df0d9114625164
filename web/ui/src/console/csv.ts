// A table as a file that spreadsheets open (RFC 4180), and its way to the disk.

/** A cell that begins like a formula would be run by a spreadsheet: it gets a quote in front. */
function cell(text: string): string {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(rows: readonly (readonly string[])[]): string {
    return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

export function download(name: string, text: string): void {
    // With a mark, so that spreadsheets know the encoding.
    const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

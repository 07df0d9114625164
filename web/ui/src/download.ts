// A text on its way to the reader's disk.

export function download(name: string, text: string, type: string): void {
    // With a mark, so that other programs know the encoding.
    const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

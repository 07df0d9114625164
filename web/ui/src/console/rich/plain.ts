// What formatted text says without its looks, as the server writes it down (src/domain/rich_text.cpp).
// Pure.
import type { Block, Span } from "@parley/sdk";

const schemes = ["https://", "http://", "mailto:", "tel:"];

/** Whether whoever reads the text knows the address. */
function says(text: string, link: string): boolean {
    if (text === link) return true;
    const scheme = schemes.find((one) => link.startsWith(one));
    return scheme !== undefined && text === link.slice(scheme.length).replace(/\/$/, "");
}

function spansText(spans: readonly Span[]): string {
    let text = "";
    let linked = "";
    spans.forEach(({ text: said, link }, i) => {
        text += said;
        linked += said;
        if (link === spans[i + 1]?.link) return;
        if (link && !says(linked, link)) text += ` (${link})`;
        linked = "";
    });
    return text;
}

/** Lines behind the first one stand as deep as it does. */
function marked(mark: string, text: string, indent = " ".repeat(mark.length)): string {
    return mark + text.replaceAll("\n", `\n${indent}`);
}

function blockText(block: Block): string {
    switch (block.kind) {
        case "paragraph":
            return spansText(block.spans ?? []);
        case "code":
            return block.text ?? "";
        case "quote":
            return marked("> ", plainText(block.blocks ?? []), "> ");
        case "bullets":
        case "numbers":
            return (block.items ?? [])
                .map((item, i) => {
                    const number = `${(block.start ?? 1) + i}. `;
                    return marked(block.kind === "numbers" ? number : "• ", plainText(item));
                })
                .join("\n");
        case "table":
            return (block.rows ?? [])
                .map((row) =>
                    row.map(({ blocks }) => plainText(blocks).replaceAll("\n", " ")).join("\t"),
                )
                .join("\n");
    }
}

export function plainText(blocks: readonly Block[]): string {
    return blocks.map(blockText).join("\n");
}

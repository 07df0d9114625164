// `parley redact`: card numbers out of lines of standard input. What it finds is the matter of
// tests/redaction; here it is what comes in, what goes out and what is refused.
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { binary, embedded } from "./harness/server.ts";

const card = "4111 1111 1111 1111";

function redact(input: string | Buffer, ...words: string[]) {
    return spawnSync(binary, ["redact", ...words], { input, encoding: "utf8", timeout: 30_000 });
}

describe.runIf(embedded)("redaction: the command", () => {
    test("lines come out as they went in, but for the digits of cards", () => {
        const { status, stdout, stderr } = redact(`hello\n\nmy card is ${card}, thanks\n`);
        expect(stdout).toBe("hello\n\nmy card is •••• •••• •••• 1111, thanks\n");
        expect([status, stderr]).toEqual([0, ""]);
    });

    test("strings of JSON become objects that say what was found, and no digit more", () => {
        const lines = [`pay with ${card}`, "line\nbreak", ""];
        const { status, stdout } = redact(
            lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
            "--json-lines",
        );
        expect(status).toBe(0);
        const out = stdout
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line));
        expect(out.map((one) => one.text)).toEqual([
            "pay with •••• •••• •••• 1111",
            "line\nbreak",
            "",
        ]);
        expect(out[0].found).toMatchObject([
            { kind: "card", begin: 9, end: 28, brand: "visa", last_four: "1111" },
        ]);
        expect(out[1].found).toEqual([]);
        expect(stdout).not.toContain("4111");
    });

    test("further kinds and numbers of one's own are asked for", () => {
        const iban = "DE89 3704 0044 0532 0130 00";
        expect(redact(`${iban}\n`).stdout).toBe(`${iban}\n`);
        expect(redact(`${iban}\n`, "--kinds", "iban").stdout).not.toContain("3704");
        const order = "4111111111111111";
        expect(redact(`${order}\n`, "--own-number", "4[0-9]{15}").stdout).toBe(`${order}\n`);
    });

    test.each([
        ["no string", `"fine"\n{"number": "${card}"}\n`, ["--json-lines"], "line 2"],
        ["no UTF-8", Buffer.from(`fine\n${card} \xff\n`, "latin1"), [], "line 2"],
    ])("%s is refused by its line, and not repeated", (_, input, words, says) => {
        const { status, stderr } = redact(input, ...words);
        expect(status).toBe(2);
        expect(stderr).toContain(says);
        expect(stderr).not.toContain("4111");
    });

    test("a kind that there is not, and a pattern that is none, are refused by name", () => {
        const { status, stderr } = redact("", "--kinds", "iban,shoe_size");
        expect(status).not.toBe(0);
        expect(stderr).toContain("shoe_size");
        const wrong = redact("", "--own-number", "4[0-9");
        expect(wrong.status).not.toBe(0);
        expect(wrong.stderr).toContain("pattern");
    });
});

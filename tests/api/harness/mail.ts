// A mail server of the tests' own (tests/servers/mail), and the mails that it was given.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { found_soon } from "./client.ts";
import { Service } from "./services.ts";

export type Mail = {
    from: string;
    to: string[];
    /** Who has signed in. */
    user: string | null;
    tls: boolean;
    /** By their names in lower case. */
    headers: Map<string, string>;
    text: string;
    source: string;
};

/** Quoted-printable, UTF-8. */
function decoded(body: string): string {
    const bytes = body
        .replaceAll("=\r\n", "")
        .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1").toString("utf8").replaceAll("\r\n", "\n");
}

/** Encoded words (RFC 2047) of a header. */
function words(value: string): string {
    return value.replace(/=\?UTF-8\?B\?([^?]*)\?=\s*/g, (_, text) =>
        Buffer.from(text, "base64").toString("utf8"),
    );
}

function read(line: string): Mail {
    const { source, ...rest } = JSON.parse(line);
    const end = source.indexOf("\r\n\r\n");
    const head = source.slice(0, end).replace(/\r\n[ \t]/g, " ");
    const headers = new Map<string, string>();
    for (const one of head.split("\r\n")) {
        const colon = one.indexOf(":");
        const name = one.slice(0, colon).toLowerCase();
        if (headers.has(name)) throw new Error(`twice: ${name}`);
        headers.set(name, words(one.slice(colon + 1).trim()));
    }
    return { ...rest, source, headers, text: decoded(source.slice(end + 4)) };
}

export class MailServer {
    readonly service: Service;

    constructor(tls: "none" | "starttls" | "implicit" = "none") {
        this.service = new Service("mail", "--tls", tls);
    }

    /** The options with which `parley serve` sends by it. */
    get options(): string[] {
        return ["--mail", this.service.url, "--mail-from", "Acme <chat@acme.example>"];
    }

    /** The same with its certificate and its user, whose password lies in a file of this mode. */
    with_tls(mode = 0o600, password = "secret"): string[] {
        const file = join(this.service.dir, `password-${mode}-${password}`);
        writeFileSync(file, `${password}\n`, { mode });
        const url = this.service.url.replace("://", "://chat@");
        return [
            ...["--mail", url, "--mail-from", "chat@acme.example"],
            ...["--mail-ca", join(this.service.dir, "ca.pem"), "--mail-password-file", file],
        ];
    }

    /** What happens to the next mails; see tests/servers/mail. */
    plan(...lines: string[]): void {
        writeFileSync(join(this.service.dir, "plan"), lines.map((one) => `${one}\n`).join(""));
    }

    /** What of the plan has not happened yet. */
    left(): string[] {
        const text = readFileSync(join(this.service.dir, "plan"), "utf8");
        return text.split("\n").filter((one) => one !== "");
    }

    mails(to?: string): Mail[] {
        const file = join(this.service.dir, "mails");
        if (!existsSync(file)) return [];
        // The last line may be half written.
        const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
        return lines.map(read).filter((one) => to === undefined || one.to.includes(to));
    }

    /** The first to this address, come or to come. */
    mail_to(to: string, count = 1): Promise<Mail[]> {
        return found_soon(async () => {
            const mails = this.mails(to);
            return mails.length >= count ? mails : undefined;
        });
    }
}

/** One for all tests of a file. */
export function use_mail(tls: "none" | "starttls" | "implicit" = "none"): MailServer {
    const mail = new MailServer(tls);
    beforeAll(() => mail.service.start());
    afterAll(() => mail.service.finish());
    return mail;
}

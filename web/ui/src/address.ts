// What a link may lead to, and where it does. Pure.

const schemes = ["http:", "https:", "mailto:", "tel:"];

/**
 * The address as it is sent: hosts as xn--, without what a browser would cut out; undefined where it
 * may not be followed, or passes for another host by a user before its own.
 */
export function safeAddress(text: string): string | undefined {
    try {
        const url = new URL(text);
        const followed = schemes.includes(url.protocol) && !url.username && !url.password;
        return followed ? url.href : undefined;
    } catch {
        return undefined;
    }
}

/** Where the address leads, unless the text says it, letter by letter: then "". */
export function realPlace(text: string, href: string): string {
    const { host, pathname } = new URL(href);
    const place = host || pathname;
    const said = text.trim();
    if (!host) return said.includes(place) ? "" : place;
    const own = safeAddress(said) ?? safeAddress(`https://${said}`);
    // Letters of another script are not those of the host, though an address of them is.
    return own && new URL(own).host === host && said.toLowerCase().includes(host) ? "" : place;
}

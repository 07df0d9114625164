// Keys of what an administrator names: what programs call it, whatever it is called later.

const key_max = 30;

/** Letters, digits and _ of the name, with a number where that is taken. */
export function freeKey(name: string, taken: readonly string[]): string {
    const plain = name
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .replaceAll("ß", "ss")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_+|_+$/g, "")
        .slice(0, key_max);
    const base = plain && plain !== "new" ? plain : "custom";
    let key = base;
    for (let number = 2; taken.includes(key); number++) key = `${base}_${number}`;
    return key;
}

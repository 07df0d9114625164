// What a spreadsheet reads is what the page shows.
import { expect, test } from "vitest";
import { csv } from "./csv.ts";

test("commas, quotes and line ends are kept", () => {
    expect(csv([["a,b", 'say "hi"', "two\nlines", "plain"]])).toBe(
        '"a,b","say ""hi""","two\nlines",plain\r\n',
    );
});

test("nothing is run as a formula", () => {
    expect(csv([["=1+1", "@x", "-2", "+3"]])).toBe("'=1+1,'@x,'-2,'+3\r\n");
});

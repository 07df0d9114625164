// The socket of a signed-in member of staff. What is too long for one of its frames goes by HTTP,
// where the session is that of the cookie as well.
import { type Client, connect, post, socketUrl } from "@parley/sdk";

/** Characters; a frame of staff may have 64 KiB, and a character up to four bytes. */
const frame_max = 15_000;

export function connectStaff(): Client {
    const client = connect({ url: socketUrl() });
    const { call } = client;
    return Object.assign(client, {
        call: ((op, params, options) =>
            JSON.stringify(params).length > frame_max
                ? post(op, params)
                : call(op, params, options)) as Client["call"],
    });
}

// The peer: Socket.IO 4 over WebSocket, each message one INSERT into PostgreSQL, then acknowledged
// and delivered. Written the way its documentation shows it. The database comes by PGHOST, PGPORT,
// PGUSER, PGDATABASE; the port by the first argument (0: the system chooses).
import { createServer } from "node:http";
import pg from "pg";
import { Server } from "socket.io";

const pool = new pg.Pool();
await pool.query(`CREATE TABLE IF NOT EXISTS message (
    id bigserial PRIMARY KEY,
    pair integer NOT NULL,
    from_agent boolean NOT NULL,
    client_id uuid NOT NULL,
    text text NOT NULL,
    at timestamptz NOT NULL DEFAULT now())`);

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });
const insert = {
    name: "insert",
    text: "INSERT INTO message (pair, from_agent, client_id, text) VALUES ($1, $2, $3, $4)",
};

let agentsOf = 1;
io.on("connection", (socket) => {
    const { side, number, of } = socket.handshake.query;
    if (side === "idle") return;
    const agent = side === "agent";
    if (agent) agentsOf = Number(of);
    socket.join(`${side}-${number}`);
    socket.on("post", async (message, acknowledge) => {
        await pool.query({
            ...insert,
            values: [message.pair, agent, message.client_id, message.text],
        });
        acknowledge();
        const other = agent ? `customer-${message.pair}` : `agent-${message.pair % agentsOf}`;
        io.to(other).emit("message", { pair: message.pair, text: message.text });
    });
});

http.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
    console.log(`listening on http://127.0.0.1:${http.address().port}`);
});
process.on("SIGTERM", () => process.exit(0));

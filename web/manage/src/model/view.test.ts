// What is chosen survives the address.
import { expect, test } from "vitest";
import {
    askedOf,
    type ChatsView,
    chatsPlace,
    type RoomView,
    readChats,
    readRoom,
    writeChats,
    writeRoom,
} from "./view.ts";

test("nothing chosen is an empty address", () => {
    expect(writeRoom(readRoom(""))).toBe("");
});

test("everything chosen comes back", () => {
    const view: RoomView = {
        window_min: 15,
        queues: ["que_1", "que_2"],
        teams: ["tea_1"],
        at: "que_2",
        presence: "away",
        search: "Ann & Bea",
        queue_sort: { id: "waiting", down: true },
        agent_sort: { id: "state", down: false },
        chat: "chat_1",
    };
    expect(readRoom(writeRoom(view))).toEqual(view);
});

test("what an address cannot mean is left out", () => {
    expect(readRoom("window=7&presence=asleep")).toEqual(readRoom(""));
    expect(readChats("tab=lost").tab).toBe("active");
});

test("a number leads to the chats behind it", () => {
    const queues = ["que_1", "que_2"];
    expect(chatsPlace({ tab: "queued", queues })).toBe("chats?tab=queued&queue=que_1&queue=que_2");
    const over: ChatsView = {
        tab: "completed",
        queues,
        agent: "usr_1",
        since: "2026-01-05",
        until: "2026-01-06",
        abandoned: true,
    };
    expect(readChats(writeChats(over))).toEqual(over);
});

const day = { since: "2026-01-05T00:00:00Z", until: "2026-01-06T00:00:00Z" };

test("those that are over are asked for by their end, all of them by their beginning", () => {
    const chosen = { queues: ["que_1"], abandoned: false, ...day };
    expect(askedOf({ tab: "completed", ...chosen, abandoned: true })).toEqual({
        states: ["closed", "unanswered"],
        queues: ["que_1"],
        ended_since: day.since,
        ended_until: day.until,
        abandoned: true,
    });
    expect(askedOf({ tab: "all", ...chosen })).toMatchObject({
        since: day.since,
        until: day.until,
    });
    expect(askedOf(readChats(""))).toEqual({ states: ["active"] });
});

test("what a tab has no field for does not narrow it", () => {
    const address = "queue=que_1&agent=usr_1&since=2026-01-05&until=2026-01-06&abandoned=1";
    expect(askedOf(readChats(`tab=queued&${address}`))).toEqual({
        states: ["queued", "offered"],
        queues: ["que_1"],
    });
    expect(askedOf(readChats(address))).toEqual({
        states: ["active"],
        queues: ["que_1"],
        agent: "usr_1",
    });
});

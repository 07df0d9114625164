// What is chosen survives the address.
import { expect, test } from "vitest";
import { chatsPlace, type RoomView, readChats, readRoom, writeChats, writeRoom } from "./view.ts";

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
    expect(chatsPlace({ tab: "queued", queue: "que_1" })).toBe("chats?tab=queued&queue=que_1");
    const over = {
        tab: "completed",
        agent: "usr_1",
        since: "2026-01-05",
        unanswered: true,
    } as const;
    expect(readChats(writeChats(over))).toEqual(over);
});

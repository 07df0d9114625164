import { expect, test } from "vitest";
import { parseRoute, routePath } from "./route.ts";

test.each([
    ["/desk", { page: "chats" }],
    ["/desk/", { page: "chats" }],
    ["/desk/chats/chat_1", { page: "chats", chat: "chat_1" }],
    ["/desk/queues", { page: "queues" }],
    ["/desk/people", { page: "people" }],
    ["/desk/all", { page: "all" }],
    ["/desk/all/chat_1", { page: "all", chat: "chat_1" }],
    ["/desk/search", { page: "search" }],
    ["/desk/search/chat_1/7", { page: "search", chat: "chat_1", seq: 7 }],
    ["/desk/search/chat_1", { page: "search", chat: "chat_1" }],
    ["/desk/search/chat_1/nonsense", { page: "search", chat: "chat_1" }],
    ["/desk/nonsense", { page: "chats" }],
] as const)("%s", (path, route) => {
    expect(parseRoute(path)).toEqual(route);
    if (!path.endsWith("/") && !path.includes("nonsense")) expect(routePath(route)).toBe(path);
});

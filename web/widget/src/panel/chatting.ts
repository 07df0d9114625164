// What a chat brings along, loaded once there is one: the place in line, what follows the reader who
// scrolls away from the end, and what screen reader, launcher and ears are told of what changed.
export { Bell } from "./bell.tsx";
export { tellNews } from "./news.ts";
export { Reading } from "./reading.tsx";
export { Waiting } from "./waiting.tsx";

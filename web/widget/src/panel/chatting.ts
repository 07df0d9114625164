// What a chat brings along, loaded once there is one: what follows the reader who scrolls away from
// the end, and the sound of messages that nobody looks at.
export { Bell } from "./bell.tsx";
export { Reading } from "./reading.tsx";

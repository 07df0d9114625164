// What a chat brings along, loaded once there is one: the sound of messages that nobody looks at.
export { Bell } from "./bell.tsx";

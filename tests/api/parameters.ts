// Which parameters each operation declares, as the tests of strict reading know them.
import type { Operation } from "./harness/client.ts";

export type Kind =
    | "text"
    | "number"
    | "truth"
    | "time"
    | "texts"
    | "numbers"
    | "words"
    | "rights"
    | "reasons"
    | "skills"
    | "needs"
    | "conditions"
    | "week"
    | "days"
    | "answers";
type Field = { kind: Kind; optional?: true; good?: string };
export type Row = { who: "anyone" | "visitor" | "agent"; fields: Record<string, Field> };

const text: Field = { kind: "text" };
const word = (good: string): Field => ({ kind: "text", good: `"${good}"` });
const optional = (kind: Kind): Field => ({ kind, optional: true });
const scope: Field = { ...word("organization"), optional: true };

// Who calls it here, and the parameters that it declares.
export const operations: Record<Exclude<Operation, "session.open">, Row> = {
    "auth.login": {
        who: "anyone",
        fields: { name: text, password: text, code: optional("text"), token: optional("truth") },
    },
    "auth.logout": { who: "agent", fields: {} },
    "auth.me": { who: "agent", fields: {} },
    "session.sync": { who: "visitor", fields: { chats: { kind: "numbers" } } },
    "visitor.start": {
        who: "anyone",
        fields: {
            organization: optional("text"),
            partition: optional("text"),
            name: optional("text"),
            email: optional("text"),
            fields: optional("texts"),
        },
    },
    "visitor.status": {
        who: "anyone",
        fields: {
            organization: optional("text"),
            queue: optional("text"),
            partition: optional("text"),
        },
    },
    "chat.start": {
        who: "visitor",
        fields: {
            queue: optional("text"),
            text: optional("text"),
            fields: optional("texts"),
            request_id: optional("text"),
        },
    },
    "chat.leave": {
        who: "visitor",
        fields: {
            queue: optional("text"),
            text,
            name: optional("text"),
            email: optional("text"),
            fields: optional("texts"),
            request_id: optional("text"),
        },
    },
    "chat.get": { who: "visitor", fields: { chat: text } },
    "chat.list": {
        who: "visitor",
        fields: {
            state: { ...word("active"), optional: true },
            limit: optional("number"),
            after: optional("text"),
        },
    },
    "chat.accept": { who: "agent", fields: { offer: text } },
    "chat.decline": { who: "agent", fields: { offer: text, reason: optional("text") } },
    "chat.ask_agent": { who: "visitor", fields: { chat: text } },
    "chat.solved": { who: "visitor", fields: { chat: text } },
    "chat.end": { who: "visitor", fields: { chat: text, reason: optional("text") } },
    "chat.typing": { who: "visitor", fields: { chat: text, typing: { kind: "truth" } } },
    "chat.mark_read": { who: "visitor", fields: { chat: text, seq: { kind: "number" } } },
    "message.post": { who: "visitor", fields: { chat: text, client_id: text, text } },
    "message.list": {
        who: "visitor",
        fields: {
            chat: text,
            after_seq: optional("number"),
            before_seq: optional("number"),
            limit: optional("number"),
        },
    },
    "chat.accept_all": { who: "agent", fields: {} },
    "chat.take": { who: "agent", fields: { chat: text } },
    "chat.targets": {
        who: "agent",
        fields: {
            chat: text,
            search: optional("text"),
            purpose: { ...word("transfer"), optional: true },
        },
    },
    "chat.transfer": {
        who: "agent",
        fields: {
            chat: text,
            queue: optional("text"),
            agent: optional("text"),
            note: optional("text"),
        },
    },
    "chat.cancel_transfer": { who: "agent", fields: { chat: text } },
    "conference.invite": {
        who: "agent",
        fields: { chat: text, agent: text, note: optional("text") },
    },
    "conference.cancel": { who: "agent", fields: { chat: text } },
    "conference.leave": { who: "agent", fields: { chat: text } },
    "conference.end": { who: "agent", fields: { chat: text, agent: optional("text") } },
    "conference.hand_over": { who: "agent", fields: { chat: text, agent: text } },
    "chat.owners": { who: "agent", fields: { chat: text } },
    "chat.get_codes": { who: "agent", fields: { chat: text } },
    "chat.set_codes": { who: "agent", fields: { chat: text, codes: { kind: "words" } } },
    "chat.log": { who: "agent", fields: { chat: text } },
    "chat.save_log": {
        who: "agent",
        fields: {
            chat: text,
            codes: optional("words"),
            note: optional("text"),
            draft: optional("truth"),
        },
    },
    "chat.monitor": { who: "agent", fields: { chat: text } },
    "chat.unmonitor": { who: "agent", fields: { chat: text } },
    "chat.whisper": { who: "agent", fields: { chat: text, client_id: text, text } },
    "chat.whispers": {
        who: "agent",
        fields: { chat: text, after: optional("text"), limit: optional("number") },
    },
    "chat.join": { who: "agent", fields: { chat: text } },
    "chat.take_over": { who: "agent", fields: { chat: text } },
    "chat.supervisions": {
        who: "agent",
        fields: { chat: text, after: optional("text"), limit: optional("number") },
    },
    "queue.chats": {
        who: "agent",
        fields: {
            queue: text,
            group: word("waiting"),
            limit: optional("number"),
            after: optional("text"),
        },
    },
    "wrap_up.list": { who: "agent", fields: {} },
    "wrap_up.submit": {
        who: "agent",
        fields: {
            chat: text,
            codes: optional("words"),
            note: optional("text"),
            status: optional("text"),
            reason: optional("text"),
        },
    },
    "wrap_up.extend": { who: "agent", fields: { chat: text, hold: optional("truth") } },
    "code_list.list": { who: "agent", fields: {} },
    "code_list.save": {
        who: "agent",
        fields: {
            id: optional("text"),
            name: text,
            purpose: word("wrap_up"),
            queue: optional("text"),
            required: { kind: "truth" },
            several: { kind: "truth" },
            codes: { kind: "reasons" },
        },
    },
    "code_list.remove": { who: "agent", fields: { list: text } },
    "settings.get": { who: "agent", fields: { scope: scope, id: optional("text") } },
    "settings.mine": { who: "agent", fields: {} },
    "settings.update": {
        who: "agent",
        fields: {
            scope: scope,
            id: optional("text"),
            set: optional("texts"),
            clear: optional("words"),
        },
    },
    "audit.list": {
        who: "agent",
        fields: {
            event: optional("text"),
            actor: optional("text"),
            target_type: optional("text"),
            target: optional("text"),
            from: optional("time"),
            to: optional("time"),
            after: optional("text"),
            limit: optional("number"),
        },
    },
    "audit.verify": { who: "agent", fields: { after: optional("number") } },
    "settings.history": {
        who: "agent",
        fields: { after: optional("text"), limit: optional("number") },
    },
    "settings.revert": { who: "agent", fields: { change: text } },
    "preset.list": { who: "agent", fields: {} },
    "preset.preview": {
        who: "agent",
        fields: { preset: text, scope: scope, id: optional("text") },
    },
    "preset.apply": {
        who: "agent",
        fields: { preset: text, scope: scope, id: optional("text") },
    },
    "presence.stop_new": { who: "agent", fields: { stop: { kind: "truth" } } },
    "presence.touch": { who: "agent", fields: {} },
    "agent.times": {
        who: "agent",
        fields: { agent: text, from: { kind: "time" }, to: { kind: "time" } },
    },
    "presence.get": { who: "agent", fields: {} },
    "presence.set": {
        who: "agent",
        fields: { status: word("available"), reason: optional("text") },
    },
    "status.list": { who: "agent", fields: {} },
    "agent.list": { who: "agent", fields: { after: optional("text"), limit: optional("number") } },
    "agent.set_presence": {
        who: "agent",
        fields: { agent: text, status: word("available"), reason: optional("text") },
    },
    "queue.set_enabled": { who: "agent", fields: { queue: text, enabled: { kind: "truth" } } },
    "queue.list": { who: "agent", fields: {} },
    "offer.list": { who: "agent", fields: {} },
    "organization.get": { who: "agent", fields: {} },
    "user.list": { who: "agent", fields: { after: optional("text"), limit: optional("number") } },
    "user.create": {
        who: "agent",
        fields: {
            name: text,
            display_name: optional("text"),
            password: text,
            roles: { kind: "words" },
            queues: optional("words"),
            capacity: optional("number"),
            reach: optional("words"),
            team: optional("text"),
            request_id: optional("text"),
        },
    },
    "user.update": {
        who: "agent",
        fields: {
            user: text,
            display_name: optional("text"),
            roles: optional("words"),
            queues: optional("words"),
            capacity: optional("number"),
            active: optional("truth"),
            reach: optional("words"),
            team: optional("text"),
        },
    },
    "role.list": { who: "agent", fields: {} },
    "role.save": {
        who: "agent",
        fields: { key: text, label: text, rights: { kind: "rights" } },
    },
    "role.remove": { who: "agent", fields: { role: text } },
    "user.set_password": { who: "agent", fields: { user: text, password: text } },
    "team.list": { who: "agent", fields: {} },
    "team.save": {
        who: "agent",
        fields: { team: optional("text"), name: text, members: optional("words") },
    },
    "team.remove": { who: "agent", fields: { team: text } },
    "partition.list": { who: "agent", fields: {} },
    "partition.save": { who: "agent", fields: { partition: optional("text"), name: text } },
    "partition.remove": { who: "agent", fields: { partition: text } },
    "queue.create": {
        who: "agent",
        fields: {
            name: text,
            members: optional("words"),
            partition: optional("text"),
            request_id: optional("text"),
        },
    },
    "queue.update": {
        who: "agent",
        fields: {
            queue: text,
            name: optional("text"),
            members: optional("words"),
            hours: optional("text"),
            partition: optional("text"),
            bot: optional("text"),
        },
    },
    "queue.remove": { who: "agent", fields: { queue: text } },
    "status.save": {
        who: "agent",
        fields: {
            key: text,
            label: optional("text"),
            kind: word("away"),
            by_agent: { kind: "truth" },
            by_manager: { kind: "truth" },
            during_chat: word("now"),
            reason_required: { kind: "truth" },
            hides_dashboard: optional("truth"),
            auto_return_s: optional("number"),
            reasons: { kind: "reasons" },
            place: optional("number"),
        },
    },
    "status.remove": { who: "agent", fields: { key: text } },
    "offer.explain": { who: "agent", fields: { offer: optional("text"), chat: optional("text") } },
    "skill.list": { who: "agent", fields: {} },
    "skill.save": { who: "agent", fields: { skill: optional("text"), key: text, label: text } },
    "skill.remove": { who: "agent", fields: { skill: text } },
    "agent.skills": { who: "agent", fields: {} },
    "agent.set_skills": { who: "agent", fields: { agent: text, skills: { kind: "skills" } } },
    "queue.skills": { who: "agent", fields: {} },
    "queue.set_skills": { who: "agent", fields: { queue: text, skills: { kind: "needs" } } },
    "hours.list": { who: "agent", fields: {} },
    "hours.save": {
        who: "agent",
        fields: {
            hours: optional("text"),
            name: text,
            time_zone: text,
            week: { kind: "week" },
            days: optional("days"),
            queues: optional("words"),
        },
    },
    "hours.remove": { who: "agent", fields: { hours: text } },
    "bot.list": { who: "agent", fields: {} },
    "bot.save": {
        who: "agent",
        fields: {
            bot: optional("text"),
            name: text,
            greeting: text,
            answers: { kind: "answers" },
            hand_over_phrases: optional("words"),
            unknown: text,
            unknown_max: optional("number"),
            queues: optional("words"),
        },
    },
    "bot.remove": { who: "agent", fields: { bot: text } },
    "bot.test": {
        who: "agent",
        fields: { answers: { kind: "answers" }, hand_over_phrases: optional("words"), text },
    },
    "rule.list": { who: "agent", fields: {} },
    "rule.save": {
        who: "agent",
        fields: {
            rule: optional("text"),
            name: text,
            enabled: { kind: "truth" },
            conditions: { kind: "conditions" },
            queue: optional("text"),
            priority: optional("number"),
            skills: optional("needs"),
            agent: optional("text"),
        },
    },
    "rule.remove": { who: "agent", fields: { rule: text } },
    "rule.order": { who: "agent", fields: { rules: { kind: "words" } } },
    "routing.simulate": {
        who: "agent",
        fields: {
            queue: optional("text"),
            name: optional("text"),
            email: optional("text"),
            page: optional("text"),
            text: optional("text"),
            fields: optional("texts"),
            at: optional("time"),
            waited_s: optional("number"),
            partition: optional("text"),
        },
    },
    "chat.get_routing": { who: "agent", fields: { chat: text } },
    "chat.set_routing": {
        who: "agent",
        fields: {
            chat: text,
            priority: optional("number"),
            skills: optional("needs"),
            agent: optional("text"),
        },
    },
};

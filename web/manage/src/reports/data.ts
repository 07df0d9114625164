// What the server says to what is asked. What was shown stays until the next is there.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApp } from "../context.tsx";
import { type Asked, daysOf, paramsOf, zoneOf } from "./asked.ts";

/** As the report of the days before is compared with. */
export function useReport(asked: Asked) {
    const { client } = useApp();
    const params = { ...paramsOf(asked, client.serverNow()), compare: asked.compare };
    return useQuery({
        queryKey: ["report.get", params],
        queryFn: async () => (await client.call("report.get", params)).report,
        placeholderData: keepPreviousData,
    });
}

/** Everything within reach, day by day. */
export function useDays(asked: Asked) {
    const { client } = useApp();
    const by_agent = asked.kind === "agents";
    const params = {
        kind: by_agent ? ("agents" as const) : ("hours" as const),
        ...daysOf(asked, client.serverNow()),
        zone: zoneOf(asked),
        ...(asked.queue && { queues: [asked.queue] }),
        ...(by_agent && asked.agent && { agents: [asked.agent] }),
        by: "day" as const,
    };
    return useQuery({
        queryKey: ["report.get", params],
        queryFn: async () => (await client.call("report.get", params)).report,
        placeholderData: keepPreviousData,
    });
}

/** True once something has been awaited for 300 ms: before that nothing flickers. */
export function useSlow(waiting: boolean): boolean {
    const [slow, setSlow] = useState(false);
    useEffect(() => {
        if (!waiting) return setSlow(false);
        const timer = setTimeout(() => setSlow(true), 300);
        return () => clearTimeout(timer);
    }, [waiting]);
    return slow;
}

// An order that stays while somebody points into a list.

/** Keeps the given order; new rows go to the end, gone ones leave. */
export function frozenOrder<Row extends { id: string }>(
    order: readonly string[],
    rows: readonly Row[],
): Row[] {
    const by_id = new Map(rows.map((row) => [row.id, row]));
    const kept = order.flatMap((id) => by_id.get(id) ?? []);
    const known = new Set(order);
    return [...kept, ...rows.filter((row) => !known.has(row.id))];
}

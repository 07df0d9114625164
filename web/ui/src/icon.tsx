// Small line icons on a 24 grid. Decoration: the words beside them, or the button's label, carry
// the meaning.

const paths = {
    alert: "M12 8v5M12 16.5v.01M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0",
    check: "M5 12.5l4.5 4.5L19 7.5",
    checks: "M2 12.5l4.5 4.5L16 7.5M12 16l1 1L22.5 7.5",
    clock: "M12 7.5V12l3 2M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0",
    close: "M6 6l12 12M18 6L6 18",
    down: "M12 5v14M6 13l6 6l6-6",
    exit: "M10 4H5v16h5M15 8l4 4l-4 4M19 12H9",
    send: "M4 4.5L20.5 12L4 19.5L6.5 12zM6.5 12H13",
    wifi_off: "M3 3l18 18M4 11l5-3M13 7q4 1 7 4M8 15l3-2M12 19v.01",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
    return (
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d={paths[name]} />
        </svg>
    );
}

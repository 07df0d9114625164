// Icons of files, loaded with them; of the same kind as the others (icon.tsx).
const paths = {
    clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.5 8.5a1.7 1.7 0 0 1-2.5-2.5L14 8",
    file: "M13 3H6v18h12V8zM13 3v5h5",
    retry: "M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5",
    load: "M12 4v11M7 10.5l5 5l5-5M5 20h14",
} as const;

export function Shape({ name }: { name: keyof typeof paths }) {
    return (
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d={paths[name]} />
        </svg>
    );
}

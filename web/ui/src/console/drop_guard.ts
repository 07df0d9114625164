// A file that is dropped where nothing takes it would have the browser leave the page for it.

const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files");

/** Gives the function that ends it. */
export function startDropGuard(): () => void {
    function refuse(event: DragEvent): void {
        const { target, dataTransfer, defaultPrevented } = event;
        // Whoever takes files has said so by now; a field for files does by itself.
        if (defaultPrevented || !carriesFiles(event)) return;
        if ((target as HTMLElement).closest?.("input[type=file]")) return;
        event.preventDefault();
        dataTransfer!.dropEffect = "none";
    }
    addEventListener("dragover", refuse);
    addEventListener("drop", refuse);
    return () => {
        removeEventListener("dragover", refuse);
        removeEventListener("drop", refuse);
    };
}

// A link to another page of the same face: an ordinary address, followed without loading anew.
import type { ComponentProps, MouseEvent } from "react";
import { useRouter } from "./router.ts";

export function Link({ to, onClick, ...more }: { to: string } & ComponentProps<"a">) {
    const router = useRouter();
    function follow(event: MouseEvent<HTMLAnchorElement>): void {
        onClick?.(event);
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        router.go(to);
    }
    return <a {...more} href={router.pathOf(to)} onClick={follow} />;
}

// What files are called: how large, what they are, how they stand.
import type { AttachedFile, FileRefusal, Refusal } from "@parley/sdk";
import {
    FileArchive,
    FileAudio,
    File as FileIcon,
    FileImage,
    FileText,
    FileVideo,
    type LucideIcon,
} from "lucide-react";
import type { Translate } from "../../translate.ts";
import type { TextId } from "../i18n.ts";

const kb = 1_024;

/** 830 B, 12 kB, 3.4 MB. */
export function sizeWord(bytes: number, language: string): string {
    const units = ["byte", "kilobyte", "megabyte"] as const;
    const step = bytes < kb ? 0 : bytes < kb * kb ? 1 : 2;
    const value = bytes / kb ** step;
    return new Intl.NumberFormat(language, {
        style: "unit",
        unit: units[step]!,
        maximumFractionDigits: step === 2 ? 1 : 0,
    }).format(value);
}

const icons: Record<AttachedFile["kind"], LucideIcon> = {
    picture: FileImage,
    document: FileText,
    text: FileText,
    archive: FileArchive,
    sound: FileAudio,
    video: FileVideo,
};

/** Of a kind that a later server may know, a sheet of paper. */
export function iconOf(kind: AttachedFile["kind"]): LucideIcon {
    return icons[kind] ?? FileIcon;
}

const reasons: Record<FileRefusal, TextId> = {
    type: "files.reason_type",
    broken: "files.reason_broken",
    too_large: "files.reason_too_large",
    unreadable: "files.reason_unreadable",
    infected: "files.reason_infected",
    personal_data: "files.reason_personal_data",
};

export function reasonOf(reason: FileRefusal | undefined): TextId {
    return (reason && reasons[reason]) ?? "files.refused";
}

const rules: Record<Refusal["why"], TextId> = {
    off: "files.no_off",
    count: "files.no_count",
    size: "files.no_size",
    total: "files.no_total",
    extension: "files.no_extension",
    empty: "files.no_empty",
};

/** Which file is not taken, and by which rule. */
export function refusalLine(
    { name, why }: Refusal,
    allowed: { most: number; bytes: number; extensions: readonly string[] } | undefined,
    language: string,
    t: Translate<TextId>,
): string {
    return t(rules[why], {
        name,
        most: allowed?.most ?? 0,
        size: sizeWord(allowed?.bytes ?? 0, language),
        kinds: new Intl.ListFormat(language).format(allowed?.extensions ?? []),
    });
}

#include "domain/file.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace parley::domain {

namespace {

using enum FileKind;

constexpr std::array types{
    FileType{"jpg", picture, "image/jpeg"},
    FileType{"jpeg", picture, "image/jpeg"},
    FileType{"png", picture, "image/png"},
    FileType{"gif", picture, "image/gif"},
    FileType{"webp", picture, "image/webp"},
    FileType{"pdf", document, "application/pdf"},
    FileType{"docx", document,
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    FileType{"xlsx", document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    FileType{"pptx", document,
             "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    FileType{"docm", document, "application/vnd.ms-word.document.macroEnabled.12", true},
    FileType{"xlsm", document, "application/vnd.ms-excel.sheet.macroEnabled.12", true},
    FileType{"doc", document, "application/msword", true},
    FileType{"xls", document, "application/vnd.ms-excel", true},
    FileType{"ppt", document, "application/vnd.ms-powerpoint", true},
    FileType{"odt", document, "application/vnd.oasis.opendocument.text"},
    FileType{"ods", document, "application/vnd.oasis.opendocument.spreadsheet"},
    FileType{"odp", document, "application/vnd.oasis.opendocument.presentation"},
    FileType{"rtf", document, "application/rtf"},
    FileType{"txt", text, "text/plain"},
    FileType{"log", text, "text/plain"},
    FileType{"csv", text, "text/csv"},
    FileType{"md", text, "text/markdown"},
    FileType{"json", text, "application/json"},
    FileType{"eml", text, "message/rfc822"},
    FileType{"zip", archive, "application/zip"},
    FileType{"mp3", sound, "audio/mpeg"},
    FileType{"m4a", sound, "audio/mp4"},
    FileType{"ogg", sound, "audio/ogg"},
    FileType{"wav", sound, "audio/wav"},
    FileType{"mp4", video, "video/mp4"},
    FileType{"mov", video, "video/quicktime"},
    FileType{"webm", video, "video/webm"},
};

/// Turns, hides or breaks what stands around it: marks of direction, joiners, line separators.
bool is_unfit(char32_t point) {
    return point == 0x61C || (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
           point == 0xFEFF;
}

/// One code point of valid UTF-8, taken off its beginning.
std::string_view take_point(std::string_view& text) {
    auto const first = static_cast<unsigned char>(text.front());
    std::size_t const bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    auto const point = text.substr(0, bytes);
    text.remove_prefix(point.size());
    return point;
}

char32_t value_of(std::string_view point) {
    auto const lead = static_cast<unsigned char>(point.front());
    if (point.size() == 1) return lead;
    char32_t value = lead & (0x7Fu >> point.size());
    for (auto const byte : point.substr(1)) {
        value = value << 6 | (static_cast<unsigned char>(byte) & 0x3Fu);
    }
    return value;
}

std::string without_unfit(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        auto const point = take_point(text);
        if (!is_unfit(value_of(point))) kept += point;
    }
    return kept;
}

std::string_view extension_of(std::string_view name) {
    auto const dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
}

std::string first_points(std::string_view text, std::size_t points) {
    auto rest = text;
    while (points > 0 && !rest.empty()) {
        take_point(rest);
        --points;
    }
    return std::string{text.substr(0, text.size() - rest.size())};
}

}  // namespace

std::span<FileType const> file_types() { return types; }

FileType const* file_type(std::string_view name) {
    auto const extension = fold_case(extension_of(name));
    auto const found = std::ranges::find(types, extension, &FileType::extension);
    return found == types.end() ? nullptr : &*found;
}

std::optional<std::string> clean_file_name(std::string_view name, std::size_t points_max) {
    auto clean = clean_line(without_unfit(name));
    if (auto const slash = clean.find_last_of("/\\"); slash != std::string::npos) {
        clean.erase(0, slash + 1);
    }
    // What Windows would cut off its end, so that "a.exe. " is not taken for something else.
    while (!clean.empty() && (clean.back() == '.' || clean.back() == ' ')) clean.pop_back();
    while (!clean.empty() && (clean.front() == '.' || clean.front() == ' ')) clean.erase(0, 1);
    if (clean.empty()) return std::nullopt;
    if (code_points(clean) <= points_max) return clean;
    constexpr std::size_t extension_max = 8;
    auto end = "." + std::string{extension_of(clean)};
    if (code_points(end) > extension_max) end.clear();
    return first_points(clean, points_max - 1 - code_points(end)) + "…" + end;
}

}  // namespace parley::domain

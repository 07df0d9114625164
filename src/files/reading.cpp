#include "files/reading.hpp"

#include <algorithm>

namespace parley::files {

namespace {

[[noreturn]] void give_up() { throw Refuse{domain::FileRefusal::unreadable}; }

std::size_t unpacked_max(std::size_t file_bytes, ReadingLimits const& limits) {
    auto const by_ratio = std::max(file_bytes * limits.ratio_max, limits.ratio_from_bytes);
    return std::min(by_ratio, limits.unpacked_bytes_max);
}

/// Where the first piece of at most `bytes` ends, which cuts no character.
std::size_t cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text.size();
    while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;
    return bytes;
}

}  // namespace

Reading::Reading(std::size_t file_bytes, TextSink sink, ReadingLimits limits)
    : sink_(std::move(sink)), limits_(limits), unpacked_max_(unpacked_max(file_bytes, limits)) {}

void Reading::text(std::string_view utf8) {
    if (utf8.empty()) return;
    if (utf8.size() > limits_.text_bytes_max - text_bytes_) give_up();
    text_bytes_ += utf8.size();
    last_ = utf8.back();
    while (!utf8.empty()) {
        auto const bytes = cut(utf8, piece_bytes_max - held_.size());
        held_.append(utf8.substr(0, bytes));
        utf8.remove_prefix(bytes);
        if (!utf8.empty()) flush();
    }
}

void Reading::separate(char space_or_line_feed) {
    if (last_ == '\n' || last_ == space_or_line_feed) return;
    text({&space_or_line_feed, 1});
}

void Reading::flush() {
    if (!held_.empty()) sink_(held_);
    held_.clear();
}

void Reading::entry() {
    if (++entries_ > limits_.entries_max) give_up();
}

void Reading::unpacked(std::size_t bytes) {
    if (bytes > unpacked_bytes_left()) give_up();
    unpacked_bytes_ += bytes;
}

Reading::Level::Level(Reading& reading) : reading_(reading) {
    if (reading_.depth_ >= reading_.limits_.depth_max) give_up();
    ++reading_.depth_;
}

}  // namespace parley::files

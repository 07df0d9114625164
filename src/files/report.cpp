#include "files/report.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <unistd.h>

#include "base/text.hpp"
#include "files/pictures.hpp"
#include "files/reading.hpp"

namespace parley::files {

namespace {

using domain::FileKind;
using domain::FileRefusal;

constexpr std::size_t frame_head_bytes = 5;
constexpr std::size_t picture_head_bytes = 9;  // kind, width, height
constexpr std::size_t text_bytes_max = ReadingLimits{}.text_bytes_max;
constexpr int status_not_heard = 4;

constexpr std::array<std::string_view, 4> medias{"image/jpeg", "image/png", "image/webp",
                                                 "image/gif"};
// What a verdict other than "fine" and "later" may be.
constexpr std::array reasons{FileRefusal::type, FileRefusal::broken, FileRefusal::too_large,
                             FileRefusal::unreadable};
constexpr char verdict_fine = 'f';
constexpr char verdict_later = 'l';

std::string number_bytes(std::size_t number) {
    std::string bytes(4, '\0');
    for (auto& byte : bytes) {
        byte = static_cast<char>(number & 0xFF);
        number >>= 8;
    }
    return bytes;
}

std::uint32_t number_of(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = 4; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

void write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) ::_exit(status_not_heard);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Does it begin as a picture of its kind does?
bool begins_as(std::string_view bytes, std::string_view media) {
    if (media == "image/jpeg") return bytes.starts_with("\xFF\xD8\xFF");
    if (media == "image/png") return bytes.starts_with("\x89PNG\r\n\x1A\n");
    if (media == "image/gif") return bytes.starts_with("GIF8");
    return bytes.starts_with("RIFF") && bytes.substr(8).starts_with("WEBP");
}

}  // namespace

void ReportWriter::frame(char letter, std::string_view head, std::string_view content) {
    write_all(fd_, letter + number_bytes(head.size() + content.size()) + std::string{head});
    write_all(fd_, content);
}

void ReportWriter::picture_frame(char letter, Picture const& picture) {
    auto const media = std::ranges::find(medias, picture.media) - medias.begin();
    frame(letter,
          static_cast<char>('0' + media) + number_bytes(static_cast<std::size_t>(picture.width)) +
              number_bytes(static_cast<std::size_t>(picture.height)),
          picture.bytes);
}

void ReportWriter::text(std::string_view piece) { frame('T', {}, piece); }
void ReportWriter::picture(Picture const& picture) { picture_frame('P', picture); }
void ReportWriter::small(Picture const& picture) { picture_frame('S', picture); }
void ReportWriter::warning() { frame('W', {}, {}); }
void ReportWriter::fine() { frame('V', {&verdict_fine, 1}, {}); }
void ReportWriter::later() { frame('V', {&verdict_later, 1}, {}); }
void ReportWriter::refused(FileRefusal reason) {
    auto const place = std::ranges::find(reasons, reason) - reasons.begin();
    auto const letter = static_cast<char>('0' + place);
    frame('V', {&letter, 1}, {});
}

std::optional<std::size_t> ReportReader::bytes_max(char letter) const {
    switch (letter) {
        case 'T':
            return piece_bytes_max;
        case 'P':
            return picture_head_bytes + picture_bytes_max;
        case 'S':
            return picture_head_bytes + small_bytes_max;
        case 'W':
            return 0;
        case 'V':
            return 1;
        default:
            return {};
    }
}

ReportReader::Progress ReportReader::take(std::string_view bytes) {
    held_.append(bytes);
    std::size_t at = 0;
    auto progress = Progress::more;
    while (progress == Progress::more && held_.size() - at >= frame_head_bytes) {
        auto const rest = std::string_view{held_}.substr(at);
        auto const length = number_of(rest.substr(1));
        auto const max = bytes_max(rest[0]);
        if (!max || length > *max) return Progress::lie;
        if (rest.size() - frame_head_bytes < length) break;
        progress = take_frame(rest[0], rest.substr(frame_head_bytes, length));
        at += frame_head_bytes + length;
    }
    held_.erase(0, at);
    return progress;
}

ReportReader::Progress ReportReader::take_frame(char letter, std::string_view content) {
    bool good = false;
    switch (letter) {
        case 'T':
            good = take_text(content);
            break;
        case 'P':
            good = take_picture(content);
            break;
        case 'S':
            good = take_small(content);
            break;
        case 'W':
            good = looked_.warning = true;
            break;
        default:
            if (!content.empty() && take_verdict(content[0])) return Progress::done;
            break;
    }
    return good ? Progress::more : Progress::lie;
}

bool ReportReader::take_text(std::string_view piece) {
    text_bytes_ += piece.size();
    if (!has_text_ || text_bytes_ > text_bytes_max || !is_utf8(piece)) {
        return false;
    }
    on_text_(piece);
    return true;
}

std::optional<Picture> ReportReader::picture_of(std::string_view content,
                                                std::int64_t points) const {
    if (type_.kind != FileKind::picture || content.size() <= picture_head_bytes) return {};
    auto const media = static_cast<std::size_t>(content[0] - '0');
    if (media >= medias.size()) return {};
    std::int64_t const width = number_of(content.substr(1));
    std::int64_t const height = number_of(content.substr(5));
    content.remove_prefix(picture_head_bytes);
    if (width < 1 || height < 1 || width > points / height || !begins_as(content, medias[media])) {
        return {};
    }
    return Picture{std::string{content}, medias[media], static_cast<int>(width),
                   static_cast<int>(height)};
}

bool ReportReader::take_picture(std::string_view content) {
    if (looked_.picture) return false;
    looked_.picture = picture_of(content, points_max);
    return looked_.picture && looked_.picture->media == type_.media;
}

bool ReportReader::take_small(std::string_view content) {
    if (!looked_.picture || looked_.small) return false;
    looked_.small = picture_of(content, std::int64_t{small_side_max} * small_side_max);
    return looked_.small && std::max(looked_.small->width, looked_.small->height) <= small_side_max;
}

bool ReportReader::take_verdict(char verdict) {
    if (verdict == verdict_fine) {
        looked_.what = Looked::What::fine;
        return (type_.kind == FileKind::picture) == looked_.small.has_value();
    }
    auto const warning = looked_.warning;
    looked_ = {};
    looked_.warning = warning;
    if (verdict == verdict_later) return true;
    auto const place = static_cast<std::size_t>(verdict - '0');
    if (place >= reasons.size()) return false;
    looked_.what = Looked::What::refused;
    looked_.reason = reasons[place];
    return true;
}

}  // namespace parley::files

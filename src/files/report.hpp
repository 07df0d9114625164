#pragma once
// What the child says of a file, as frames: a letter, the bytes that follow (4 bytes, little
// endian), and those. The last frame is the verdict.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/file.hpp"
#include "files/inspector.hpp"

namespace parley::files {

/// The child's side. Ends the process where nobody listens any more.
class ReportWriter {
  public:
    explicit ReportWriter(int fd) : fd_(fd) {}

    void text(std::string_view piece);
    void picture(Picture const& picture);
    void small(Picture const& picture);
    void warning();
    void fine();
    void refused(domain::FileRefusal reason);
    /// The child cannot do its work.
    void later();

  private:
    void frame(char letter, std::string_view head, std::string_view content);
    void picture_frame(char letter, Picture const& picture);

    int const fd_;
};

/// The parent's side. Nothing that it reads can make it hold more than the largest frame, or say
/// what is not allowed of a file of this type.
class ReportReader {
  public:
    ReportReader(domain::FileType const& type, PictureText of_pictures, TextSink const& on_text)
        : type_(type),
          has_text_(type.kind != domain::FileKind::picture || of_pictures == PictureText::read),
          on_text_(on_text) {}

    enum class Progress { more, done, lie };
    /// The next bytes that have come. Once it says other than `more` it is not to be called again.
    Progress take(std::string_view bytes);

    /// A picture was made anew: what is left is to read it.
    bool has_pictures() const { return looked_.small.has_value(); }

    /// After `done`.
    Looked looked() && { return std::move(looked_); }

  private:
    std::optional<std::size_t> bytes_max(char letter) const;
    Progress take_frame(char letter, std::string_view content);
    bool take_text(std::string_view piece);
    std::optional<Picture> picture_of(std::string_view content, std::int64_t points_max) const;
    bool take_picture(std::string_view content);
    bool take_small(std::string_view content);
    bool take_verdict(char verdict);

    domain::FileType const& type_;
    bool const has_text_;
    TextSink const& on_text_;
    std::string held_;  // of the frame that has not come in full
    std::size_t text_bytes_ = 0;
    Looked looked_;
};

}  // namespace parley::files

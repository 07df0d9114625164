#pragma once
// The reading of one file's text: where the readers put what they find, and the limits that all of
// them share, however files are packed into each other. Source: fD04.

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/file.hpp"
#include "files/inspector.hpp"

namespace parley::files {

struct ReadingLimits {
    std::size_t text_bytes_max = std::size_t{100} << 20;
    std::size_t unpacked_bytes_max = std::size_t{100} << 20;  // of all archives together
    std::size_t ratio_max = 100;                              // unpacked to packed
    std::size_t ratio_from_bytes = std::size_t{1} << 20;      // below, no ratio is too high
    int entries_max = 1000;                                   // of all archives together
    int depth_max = 2;                                        // an archive in an archive
};

/// A piece of text is at most so long.
inline constexpr std::size_t piece_bytes_max = 64 * 1024;

/// Thrown by a reader that has to give up: the file is refused.
struct Refuse {
    domain::FileRefusal reason;
};

class Reading {
  public:
    Reading(std::size_t file_bytes, TextSink sink, ReadingLimits limits = {});

    /// REQUIRES: whole characters of valid UTF-8.
    void text(std::string_view utf8);
    /// Something ends here, but no two of these stand together, nor does one come first.
    void separate(char space_or_line_feed);
    /// Gives what is still held back to the sink. After the last reader.
    void flush();

    /// One more entry of an archive.
    void entry();
    /// So many more bytes came out of an archive.
    void unpacked(std::size_t bytes);
    /// So many may still come out.
    std::size_t unpacked_bytes_left() const { return unpacked_max_ - unpacked_bytes_; }

    void warn() { warning_ = true; }
    bool warning() const { return warning_; }

    /// An archive, for as long as it lives.
    class Level {
      public:
        explicit Level(Reading& reading);
        ~Level() { --reading_.depth_; }
        Level(Level const&) = delete;

      private:
        Reading& reading_;
    };

  private:
    TextSink sink_;
    ReadingLimits const limits_;
    std::size_t const unpacked_max_;
    std::string held_;
    std::size_t text_bytes_ = 0;
    std::size_t unpacked_bytes_ = 0;
    int entries_ = 0;
    int depth_ = 0;
    char last_ = '\n';
    bool warning_ = false;
};

}  // namespace parley::files

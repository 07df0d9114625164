#pragma once
// Looks into a file that somebody uploaded, in a process of its own that can do nothing but that
// (child.hpp). Any number of threads at once; each look has a child of its own.
//
// INVARIANT 1: no byte of a file is parsed in this process; what the child says is not trusted,
// neither its lengths nor its words.
// INVARIANT 2: no child outlives the look that started it.

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/file.hpp"

namespace parley::files {

/// A file of more bytes than this is not looked into: it is refused as too large.
inline constexpr std::size_t file_bytes_max = std::size_t{64} << 20;

/// One that was made anew, so that it holds what is to be seen and nothing else.
struct Picture {
    std::string bytes;
    std::string_view media;  // "image/jpeg", "image/png", "image/webp" or "image/gif"
    int width = 0;
    int height = 0;
};

struct Looked {
    enum class What {
        fine,
        refused,
        later,  // stopped, or the machine has no room for a process: nothing is known of the file
    };
    What what = What::later;
    domain::FileRefusal reason = domain::FileRefusal::unreadable;  // of one that is refused
    std::optional<Picture> picture;  // of each fine picture, as both of these
    std::optional<Picture> small;    // at most 640 points wide and high
    bool warning = false;            // may hold programs
    std::string_view why;            // of later, for the log
};

/// Gets the text of a file in its order, in pieces of whole characters of UTF-8.
using TextSink = std::function<void(std::string_view)>;

/// Whether the text that is to be seen in pictures is read, too. It takes a second or so of a core.
enum class PictureText { ignored, read };

// The arguments of the child.
inline constexpr auto to_look = "look-into";
inline constexpr auto and_read = "read-pictures";

class Inspector {
  public:
    /// What is run for a look; it calls look_into_child(0, 1). Where pictures are to be read, one
    /// more argument says so.
    struct Program {
        std::string path = "/proc/self/exe";
        std::vector<std::string> arguments{to_look};
    };

    Inspector() : Inspector(Program{}) {}
    /// `wait_max`: so long the child may be waited for, the time that the sink takes not counted.
    /// It ends one that hangs; what a file may cost is a limit of the child's own, which holds on a
    /// busy machine as well.
    explicit Inspector(Program program, milliseconds wait_max = seconds{60})
        : program_(std::move(program)), wait_max_(wait_max) {}

    /// Returns within moments of a stop. Text may have come before a file is refused. What the
    /// sink throws goes on to the caller.
    Looked look_into(std::string_view bytes, domain::FileType const& type, TextSink const& on_text,
                     std::stop_token stop, PictureText of_pictures = PictureText::ignored) const;

  private:
    Program const program_;
    milliseconds const wait_max_;
};

}  // namespace parley::files
